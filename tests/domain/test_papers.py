"""Which papers count and whether one is good (R2, R6-R20; rules.md §6, several papers, conditions)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.facts import Config
from tests.domain.examples import (
    DAY,
    LAST_DAY,
    SIGNED,
    Change,
    adult,
    broad,
    consent,
    decided,
    reasons,
    verdict,
)

DAY_BEFORE = DAY - timedelta(days=1)
DAY_AFTER = DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"opt_in": False}, "CONSENT_NOT_MANIFEST"),
        ({"free": False}, "CONSENT_NOT_FREE"),
        ({"informed": False}, "CONSENT_NOT_INFORMED"),
        ({"distinct": False}, "CONSENT_NOT_DISTINCT"),
        ({"withdrawn": DAY}, "CONSENT_WITHDRAWN"),
        ({"signed": DAY_AFTER}, "CONSENT_NOT_YET_EFFECTIVE"),
        ({"signed": None}, "CONSENT_NOT_YET_EFFECTIVE"),
        ({"expires": DAY_BEFORE}, "CONSENT_EXPIRED"),
        ({"media": ("any",)}, "CONSENT_NOT_SPECIFIC"),
        ({"channels": ("any", "facebook")}, "CONSENT_NOT_SPECIFIC"),
        ({"purposes": ("any",)}, "CONSENT_NOT_SPECIFIC"),
        ({"media": ("video",)}, "CONSENT_SCOPE_MEDIUM"),
        ({"channels": ("intranet",)}, "CONSENT_SCOPE_CHANNEL"),
        ({"purposes": ("training",)}, "CONSENT_SCOPE_PURPOSE"),
        ({"activity": "gala"}, "CONSENT_SCOPE_ACTIVITY"),
        ({"cited": False}, "CONSENT_ID_NOT_CITED"),
        ({"belongs_to": "P2"}, "CONSENT_ID_MISMATCH"),
        ({"id_status": "unknown"}, "CONSENT_ID_INVALID"),
        ({"id_status": "bad_check"}, "CONSENT_ID_INVALID"),
        ({"id": None}, "CONSENT_ID_INVALID"),
        ({"integrity": "hash_mismatch"}, "INTEGRITY_FAILED"),
        ({"limits": ("back_only",)}, "CONSENT_LIMITS_BREACHED"),
        ({"signer": None}, "SIGNER_NOT_AUTHORIZED"),
        ({"signer": "neighbour"}, "SIGNER_NOT_AUTHORIZED"),
    ],
)
def test_each_defect_of_a_paper_has_its_code(changes: dict[str, Change], code: str) -> None:
    found = decided(adult(consents=(consent(**changes),)))
    assert (found.verdict, found.reasons) == ("DENY", (code,))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"integrity": "scan_undocumented"}, "INTEGRITY_UNPROVEN"),
        ({"signature": "unverified"}, "SIGNATURE_UNVERIFIED"),
    ],
)
def test_what_cannot_be_proven_is_reviewed(changes: dict[str, Change], code: str) -> None:
    found = decided(adult(consents=(consent(**changes),)))
    assert (found.verdict, found.reasons) == ("REVIEW", (code,))


@pytest.mark.parametrize(
    "changes",
    [
        {"expires": DAY},
        {"signed": DAY},
        {"withdrawn": DAY_AFTER},
        {"belongs_to": "P1"},
        {"signed": date(2024, 3, 10), "expires": None},
        {"signed": date(2020, 1, 1)},
        {"activity": None},
    ],
)
def test_first_and_last_days_are_good(changes: dict[str, Change]) -> None:
    assert decided(adult(consents=(consent(**changes),))).reasons == ("CONSENT_OK",)


def test_without_an_end_date_24_months_to_the_day_are_still_good() -> None:
    old = adult(consents=(consent(signed=date(2024, 3, 9), expires=None),))
    assert decided(old).reasons == ("CONSENT_STALE",)
    assert verdict(old, config=Config(max_consent_months=25)) == "ALLOW"


def test_verbal_only_is_not_written_and_nothing_on_file() -> None:
    spoken = adult(consents=(consent(form="verbal"),))
    assert reasons(spoken) == {"CONSENT_NOT_WRITTEN", "NO_CONSENT"}
    assert verdict(spoken, config=Config(written_form_required=False)) == "ALLOW"
    assert reasons(adult(consents=()), config=Config(written_form_required=False)) == {"NO_CONSENT"}


def test_an_identifiable_name_needs_name_and_a_voice_needs_voice_or_video() -> None:
    named = adult(identifiable_by=("face", "name"))
    heard = adult(identifiable_by=("face", "voice"))
    assert decided(named).reasons == decided(heard).reasons == ("CONSENT_SCOPE_MEDIUM",)
    assert verdict(replace(named, consents=(consent(media=("photo", "name")),))) == "ALLOW"
    assert verdict(replace(heard, consents=(consent(media=("photo", "video")),))) == "ALLOW"


@pytest.mark.parametrize("role", ["staff", "former_staff", "volunteer", "rirtf", "media", "public_figure"])
def test_the_health_line_does_not_concern_those_who_give_care_or_report(role: str) -> None:
    assert "HEALTH_INFO_NOT_COVERED" not in reasons(adult(role=role), discloses_health=True)


@pytest.mark.parametrize("role", ["user", "former_user", "relative", "visitor", "attendee"])
def test_the_health_line_is_asked_of_everyone_else(role: str) -> None:
    assert "HEALTH_INFO_NOT_COVERED" in reasons(adult(role=role), discloses_health=True)
    covered = adult(role=role, consents=(consent(covers_health=True),))
    assert verdict(covered, discloses_health=True) == "ALLOW"


@pytest.mark.parametrize(
    ("limit", "identifiers", "changes"),
    [
        ("back_only", ("face",), {}),
        ("no_face", ("face",), {}),
        ("no_name", ("name",), {}),
        ("no_name", ("first_name",), {}),
        ("no_name", ("name_on_board",), {}),
        ("no_name", ("tattoo",), {"medium": "name"}),
        ("no_first_name", ("first_name",), {}),
        ("no_place", ("room_number",), {}),
        ("no_place", ("home",), {}),
        ("audio_only", ("tattoo",), {"medium": "photo"}),
        ("audio_only", ("tattoo",), {"medium": "video"}),
        ("internal_only", ("tattoo",), {"channels": ("facebook",)}),
    ],
)
def test_a_limit_that_can_be_checked_is_broken(
    limit: str, identifiers: tuple[str, ...], changes: dict[str, Change]
) -> None:
    person = adult(identifiable_by=identifiers, consents=(broad(limits=("no_tag", limit)),))
    assert reasons(person, **changes) == {"CONSENT_LIMITS_BREACHED"}


@pytest.mark.parametrize(
    ("limit", "changes"),
    [
        ("back_only", {}),
        ("no_face", {}),
        ("no_name", {}),
        ("no_first_name", {}),
        ("no_place", {}),
        ("audio_only", {"medium": "voice"}),
        ("internal_only", {"channels": ("intranet",)}),
        ("review_first", {}),
        ("no_tag", {}),
        ("no_zoom", {}),
        ("no_comments", {}),
        ("remove_on_request", {}),
        ("via_dcai", {}),
    ],
)
def test_limits_kept_or_promised_are_returned_as_such(limit: str, changes: dict[str, Change]) -> None:
    person = adult(identifiable_by=("tattoo",), consents=(broad(limits=(limit,)),))
    found = decided(person, **changes)
    assert (found.verdict, found.reasons, found.conditions) == (
        "ALLOW_WITH_CONDITIONS",
        ("CONSENT_LIMITS",),
        (limit,),
    )


LATER = SIGNED + timedelta(days=10)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"withdrawn": LATER}, {"CONSENT_WITHDRAWN"}),
        ({"expires": LATER}, {"CONSENT_EXPIRED"}),
        ({"channels": ("intranet",)}, {"CONSENT_SCOPE_CHANNEL"}),
        (
            {"media": (), "channels": (), "purposes": ()},
            {"CONSENT_SCOPE_CHANNEL", "CONSENT_SCOPE_MEDIUM", "CONSENT_SCOPE_PURPOSE"},
        ),
        ({"limits": ("no_tag",)}, {"CONSENT_LIMITS"}),
        ({"activity": "gala", "withdrawn": LATER}, {"CONSENT_OK"}),
        ({"signed": DAY_AFTER, "withdrawn": DAY_AFTER}, {"CONSENT_OK"}),
        ({"signed": SIGNED, "withdrawn": LATER}, {"CONSENT_OK"}),
        ({"signer": "parent", "withdrawn": LATER}, {"CONSENT_OK"}),
        ({"signer_id": "a", "withdrawn": LATER}, {"CONSENT_WITHDRAWN"}),
    ],
)
def test_a_later_paper_of_the_same_signer_replaces_an_older_one(
    changes: dict[str, Change], expected: set[str]
) -> None:
    later = consent(**{"id": "C-2", "signed": LATER, **changes})
    for papers in ((consent(), later), (later, consent())):
        assert reasons(adult(consents=papers)) == expected


def test_two_signers_with_numbers_of_their_own_do_not_replace_each_other() -> None:
    older, later = consent(signer_id="a"), consent(id="C-2", signed=LATER, signer_id="b", withdrawn=LATER)
    assert reasons(adult(consents=(older, later))) == {"CONSENT_OK"}


def test_a_paper_for_one_activity_replaces_only_papers_for_that_activity() -> None:
    older = consent(activity="gala")
    other = consent(id="C-2", signed=LATER, activity="marathon", withdrawn=LATER)
    same = consent(id="C-3", signed=LATER, activity="gala", withdrawn=LATER)
    everything = consent(id="C-4", signed=LATER, withdrawn=LATER)
    assert reasons(adult(consents=(older, other)), activity="gala") == {"CONSENT_OK"}
    assert reasons(adult(consents=(older, same)), activity="gala") == {"CONSENT_WITHDRAWN"}
    assert reasons(adult(consents=(older, everything)), activity="gala") == {"CONSENT_WITHDRAWN"}


def test_of_papers_of_one_date_one_that_passes_is_enough() -> None:
    withdrawn = consent(id="C-2", withdrawn=LATER)
    assert decided(adult(consents=(withdrawn, consent()))).cite == ("C-1",)


def test_an_unlimited_paper_is_preferred_to_a_limited_one() -> None:
    limited = consent(id="C-0", limits=("no_tag",))
    found = decided(adult(consents=(limited, consent())))
    assert (found.reasons, found.cite) == (("CONSENT_OK",), ("C-1",))


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((consent(expires=LATER), consent(signer="spouse")), {"CONSENT_EXPIRED"}),
        ((consent(withdrawn=LATER), consent(signature="unverified")), {"SIGNATURE_UNVERIFIED"}),
        ((consent(withdrawn=LATER), consent(informed=False, free=False)), {"CONSENT_WITHDRAWN"}),
        (
            (consent(withdrawn=LATER, signer_id="a"), consent(signer_id="b", signed=LATER, informed=False)),
            {"CONSENT_NOT_INFORMED"},
        ),
    ],
)
def test_the_nearest_paper_is_authorized_then_least_severe_then_has_fewest_defects_then_is_latest(
    papers: tuple[Change, ...], expected: set[str]
) -> None:
    assert reasons(adult(consents=papers)) == expected
    assert reasons(adult(consents=papers[::-1])) == expected


def test_kept_limits_of_the_nearest_paper_are_said_even_when_it_fails() -> None:
    paper = consent(withdrawn=LATER, limits=("no_tag",))
    assert reasons(adult(consents=(paper,))) == {"CONSENT_WITHDRAWN", "CONSENT_LIMITS"}


def test_duplicates_change_nothing() -> None:
    assert decided(adult(consents=(consent(), consent()))).cite == ("C-1",)


def test_the_last_day_is_the_last_good_one() -> None:
    person = adult()
    assert verdict(person, date=LAST_DAY) == "ALLOW"
    assert verdict(person, date=LAST_DAY + timedelta(days=1)) == "DENY"
