"""Cases from plain JSON values: what is malformed, and where (rules.md §6; contract, aval decide)."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from service.domain.cases import CaseFault, read_case, read_facts
from service.domain.configuring import CHOICES, FLAGS, VERDICT_KEYS, read_config
from service.domain.facts import Capacity, Config, LegalCheck, Lpj, Parents, Person
from service.domain.vocabulary import CHANNELS
from tests.domain.examples import adult, case

PLAIN: dict[str, Any] = {
    "facts": {
        "post": {"date": "2026-03-10", "medium": "photo", "channel": "facebook", "purpose": "promotion"},
        "persons": [
            {
                "ref": "P1",
                "role": "user",
                "dob": "1985-04-02",
                "identifiable_by": ["face"],
                "consents": [
                    {
                        "id": "C-1",
                        "signed": "2026-01-15",
                        "expires": "2027-01-14",
                        "signer": "self",
                        "media": ["photo"],
                        "channels": ["facebook"],
                        "purposes": ["promotion"],
                    }
                ],
                "reviews": [{"code": "STAFF_LEFT", "outcome": "accepted"}],
            }
        ],
        "court_orders": [{"court": "CQ_youth", "order_date": "2026-01-20", "persons": ["P1"]}],
    },
    "config": {},
}
FIRST: dict[str, Any] = PLAIN["facts"]["persons"][0]
GONE = object()
NO_TEXTS: tuple[object, ...] = (1, True, [], {})
NO_OBJECTS: tuple[object, ...] = ("text", 1, [], True)


def changed(pointer: str, value: object) -> dict[str, Any]:
    """The plain case with one value put, or taken out, at a pointer."""
    whole = deepcopy(PLAIN)
    *path, last = pointer.split("/")[1:]
    place: Any = whole
    for step in path:
        place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
    if value is GONE:
        place.pop(last, None)
    elif isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return whole


def fault_of(value: object) -> tuple[str, str]:
    with pytest.raises(CaseFault) as found:
        read_case(value)
    assert found.value.detail
    return found.value.code, found.value.pointer


def test_a_plain_case_becomes_facts_with_the_defaults_of_the_rules() -> None:
    facts, config = read_case(
        {
            "facts": {
                "post": PLAIN["facts"]["post"],
                "persons": [PLAIN["facts"]["persons"][0] | {"reviews": []}],
            }
        }
    )
    assert facts == case(adult(), capture_place="other")
    assert config == Config()


def test_unknown_fields_are_ignored_at_every_level() -> None:
    whole = deepcopy(PLAIN)
    for place in (
        whole,
        whole["facts"],
        whole["facts"]["post"],
        whole["facts"]["persons"][0],
        whole["facts"]["persons"][0]["consents"][0],
        whole["facts"]["court_orders"][0],
        whole["config"],
    ):
        place["something_else"] = {"deep": [1, None]}
    assert read_case(whole) == read_case(PLAIN)


REQUIRED = [
    "/facts",
    "/facts/post",
    "/facts/post/date",
    "/facts/post/medium",
    "/facts/post/channel",
    "/facts/post/purpose",
    "/facts/persons",
    "/facts/persons/0/ref",
    "/facts/persons/0/role",
    "/facts/persons/0/reviews/0/code",
    "/facts/persons/0/reviews/0/outcome",
]


@pytest.mark.parametrize("pointer", REQUIRED)
@pytest.mark.parametrize("value", [GONE, None], ids=["absent", "null"])
def test_a_required_field_that_is_missing_is_named(pointer: str, value: object) -> None:
    assert fault_of(changed(pointer, value)) == ("MISSING", pointer)


def test_a_case_without_persons_or_channels_is_missing_them() -> None:
    assert fault_of(changed("/facts/persons", [])) == ("MISSING", "/facts/persons")
    no_channel = changed("/facts/post/channel", GONE)
    no_channel["facts"]["post"]["channels"] = []
    assert fault_of(no_channel) == ("MISSING", "/facts/post/channels")


PERSON = "/facts/persons/0"
CONSENT = f"{PERSON}/consents/0"
ORDER = "/facts/court_orders/0"


@pytest.mark.parametrize(
    "pointer",
    [
        "/facts/post/medium",
        "/facts/post/channel",
        "/facts/post/purpose",
        "/facts/post/capture_place",
        "/facts/post/source",
        "/facts/post/content_flag",
        "/facts/post/requested_by",
        f"{PERSON}/role",
        f"{PERSON}/minor_wish",
        f"{PERSON}/emancipated",
        f"{PERSON}/resource_clientele",
        f"{PERSON}/other_ban",
        f"{PERSON}/capacity/status",
        f"{PERSON}/capacity/wish",
        f"{PERSON}/lpj/status",
        f"{PERSON}/legal_check/status",
        f"{PERSON}/parents/other_parent",
        f"{PERSON}/reviews/0/code",
        f"{PERSON}/reviews/0/outcome",
        f"{CONSENT}/evidence",
        f"{CONSENT}/form",
        f"{CONSENT}/integrity",
        f"{CONSENT}/signature",
        f"{CONSENT}/id_status",
        f"{CONSENT}/liquidator",
        *(f"/config/{key}" for key in (*CHOICES, *VERDICT_KEYS)),
    ],
)
def test_closed_lists_are_closed(pointer: str) -> None:
    assert fault_of(changed(pointer, "nothing_like_it")) == ("NOT_IN_LIST", pointer)
    for wrong in NO_TEXTS:
        assert fault_of(changed(pointer, wrong)) == ("BAD_VALUE", pointer)


@pytest.mark.parametrize(
    "pointer",
    [
        "/facts/post/channels",
        f"{CONSENT}/media",
        f"{CONSENT}/channels",
        f"{CONSENT}/purposes",
        f"{CONSENT}/limits",
        f"{PERSON}/reviews/0/conditions",
        f"{ORDER}/conditions",
        "/config/public_channels",
    ],
)
def test_lists_of_closed_words_are_closed(pointer: str) -> None:
    assert fault_of(changed(pointer, ["nothing_like_it"])) == ("NOT_IN_LIST", f"{pointer}/0")
    assert fault_of(changed(pointer, [1])) == ("BAD_VALUE", f"{pointer}/0")
    assert fault_of(changed(pointer, "photo")) == ("BAD_VALUE", pointer)


@pytest.mark.parametrize(
    "pointer",
    [
        f"{PERSON}/identifiable_by",
        f"{ORDER}/persons",
        f"{ORDER}/media",
        f"{ORDER}/channels",
        f"{ORDER}/purposes",
        f"{ORDER}/works",
    ],
)
def test_other_lists_take_any_text_and_nothing_else(pointer: str) -> None:
    read_case(changed(pointer, ["nothing_like_it"]))
    assert fault_of(changed(pointer, [None])) == ("BAD_VALUE", f"{pointer}/0")
    assert fault_of(changed(pointer, "face")) == ("BAD_VALUE", pointer)


DATES = [
    "/facts/post/date",
    f"{PERSON}/dob",
    f"{PERSON}/deceased",
    f"{PERSON}/lpj/since",
    f"{PERSON}/lpj/ended",
    f"{PERSON}/legal_check/until",
    f"{PERSON}/reviews/0/from",
    f"{PERSON}/reviews/0/until",
    f"{CONSENT}/signed",
    f"{CONSENT}/expires",
    f"{CONSENT}/withdrawn",
    f"{ORDER}/order_date",
    f"{ORDER}/valid_from",
    f"{ORDER}/valid_to",
]


@pytest.mark.parametrize("pointer", DATES)
@pytest.mark.parametrize(
    "wrong",
    [
        "2026-02-30",
        "20260310",
        "2026-W10-2",
        "10-03-2026",
        "2026-03-10T00:00:00Z",
        "",
        "\uff1026-03-10",
        20260311,
        True,
    ],
)
def test_a_date_that_does_not_exist_is_a_bad_value(pointer: str, wrong: object) -> None:
    assert fault_of(changed(pointer, wrong)) == ("BAD_VALUE", pointer)


FLAGS_READ = [
    *(
        f"/facts/post/{name}"
        for name in (
            "discloses_health",
            "incidental",
            "context_links_family",
            "copyright_cleared",
            "pia_covered",
            "repost",
        )
    ),
    *(
        f"{PERSON}/{name}"
        for name in (
            "adult_attested",
            "parent_of_lpj",
            "identifies_lpj_family",
            "ycja",
            "kinship",
            "in_public_function",
            "capacity/self_decides_personal",
            "parents/conflict",
        )
    ),
    *(
        f"{CONSENT}/{name}"
        for name in ("opt_in", "free", "informed", "distinct", "covers_health", "cited", "survives_death")
    ),
    *(f"{ORDER}/{name}" for name in ("verified_by_legal", "dispenses_consent", "stayed")),
    *(f"/config/{name}" for name in FLAGS),
]


@pytest.mark.parametrize("pointer", FLAGS_READ)
@pytest.mark.parametrize("wrong", ["true", 1, 0, None, []])
def test_only_true_and_false_are_booleans(pointer: str, wrong: object) -> None:
    assert fault_of(changed(pointer, wrong)) == ("BAD_VALUE", pointer)


@pytest.mark.parametrize(
    "pointer",
    [
        f"{PERSON}/ref",
        f"{CONSENT}/id",
        f"{CONSENT}/signer",
        f"{CONSENT}/belongs_to",
        f"{CONSENT}/signer_id",
        f"{CONSENT}/activity",
        "/facts/post/activity",
        f"{PERSON}/capacity/scope",
        f"{PERSON}/reviews/0/activity",
        f"{ORDER}/court",
        f"{ORDER}/file_number",
        f"{ORDER}/id",
        f"{ORDER}/statute_cited",
        "/config/time_zone",
    ],
)
def test_texts_are_texts(pointer: str) -> None:
    read_case(changed(pointer, "anything at all"))
    for wrong in NO_TEXTS:
        assert fault_of(changed(pointer, wrong)) == ("BAD_VALUE", pointer)


@pytest.mark.parametrize(
    "pointer",
    [
        "/facts",
        "/facts/post",
        f"{PERSON}",
        f"{PERSON}/capacity",
        f"{PERSON}/lpj",
        f"{PERSON}/legal_check",
        f"{PERSON}/parents",
        CONSENT,
        f"{PERSON}/reviews/0",
        ORDER,
        "/config",
    ],
)
def test_objects_are_objects(pointer: str) -> None:
    for wrong in NO_OBJECTS:
        assert fault_of(changed(pointer, wrong)) == ("BAD_VALUE", pointer)


@pytest.mark.parametrize("wrong", [-1, 1.0, "1", True, []])
def test_a_number_of_people_is_a_whole_number(wrong: object) -> None:
    assert fault_of(changed("/facts/post/visible_count", wrong)) == ("BAD_VALUE", "/facts/post/visible_count")


def test_any_whole_number_of_people_is_read() -> None:
    facts, _ = read_case(changed("/facts/post/visible_count", 10**40))
    assert facts.post.visible_count == 10**40
    facts, _ = read_case(changed("/facts/post/visible_count", None))
    assert facts.post.visible_count is None


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("max_consent_months", 0),
        ("max_consent_months", 1201),
        ("max_consent_months", "24"),
        ("max_consent_months", True),
        ("spot_check_share", 1.5),
        ("spot_check_share", -0.1),
        ("spot_check_share", "0.02"),
        ("spot_check_share", True),
        ("spot_check_share", float("nan")),
    ],
)
def test_numbers_of_the_configuration_have_bounds(key: str, wrong: object) -> None:
    assert fault_of(changed(f"/config/{key}", wrong)) == ("BAD_VALUE", f"/config/{key}")


@pytest.mark.parametrize(
    "key",
    [
        key
        for key in VERDICT_KEYS
        if key.startswith(("lpj_", "former_lpj_", "rirtf_")) or key == "deceased_no_consent"
    ],
)
def test_no_configuration_silences_a_protection(key: str) -> None:
    assert fault_of(changed(f"/config/{key}", "ALLOW")) == ("NOT_IN_LIST", f"/config/{key}")
    assert getattr(read_config({key: "REVIEW"}), key) == "REVIEW"


def test_the_configuration_is_read_key_by_key() -> None:
    read = read_config({"public_channels": [], "spot_check_share": 0, "time_zone": "America/Moncton"})
    assert read == Config(public_channels=(), spot_check_share=0.0, time_zone="America/Moncton")
    assert read_config({"public_channels": list(CHANNELS)}).public_channels == CHANNELS


def test_no_two_persons_have_one_ref() -> None:
    whole = deepcopy(PLAIN)
    whole["facts"]["persons"] *= 2
    assert fault_of(whole) == ("BAD_VALUE", "/facts/persons/1/ref")


@pytest.mark.parametrize("value", [None, 1, "case", [], True, {}])
def test_no_value_whatever_is_more_than_a_fault(value: object) -> None:
    code, _ = fault_of(value)
    assert code in {"MISSING", "BAD_VALUE"}


def test_null_says_that_nobody_knows() -> None:
    person = {"ref": "P1", "role": "user", "capacity": None, "lpj": None, "identifiable_by": None}
    facts = read_facts({"post": PLAIN["facts"]["post"], "persons": [person]})
    assert facts.persons[0] == Person("P1", "user", capacity=None, lpj=None)
    unknown = {"ref": "P1", "role": "user", "capacity": {"status": None}, "lpj": {"status": None}}
    facts = read_facts({"post": PLAIN["facts"]["post"], "persons": [unknown]})
    assert facts.persons[0] == Person("P1", "user", capacity=Capacity(None), lpj=Lpj(None))


def test_empty_objects_take_the_defaults() -> None:
    person = {"ref": "P1", "role": "user", "capacity": {}, "lpj": {}, "legal_check": {}, "parents": {}}
    facts = read_facts({"post": PLAIN["facts"]["post"], "persons": [person]})
    read = facts.persons[0]
    assert (read.capacity, read.lpj, read.legal_check, read.parents) == (
        Capacity(),
        Lpj(),
        LegalCheck(),
        Parents(),
    )


def test_a_channel_and_several_channels_are_all_judged() -> None:
    facts, _ = read_case(changed("/facts/post/channels", ["intranet", "x"]))
    assert facts.post.channels == ("facebook", "intranet", "x")
    whole = changed("/facts/post/channels", ["intranet"])
    del whole["facts"]["post"]["channel"]
    assert read_case(whole)[0].post.channels == ("intranet",)


def test_an_order_limited_to_works_names_them() -> None:
    facts, _ = read_case(changed(f"{ORDER}/works", ["gala"]))
    assert facts.court_orders[0].works == ("gala",)
    assert read_case(changed(f"{ORDER}/works", None))[0].court_orders[0].works == ()


def test_days_are_read_as_dates() -> None:
    facts, _ = read_case(PLAIN)
    assert facts.post.date == date(2026, 3, 10)
    assert facts.persons[0].consents[0].expires == date(2027, 1, 14)
