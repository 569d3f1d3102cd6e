"""One question, one answer; a refusal is never an error, and a question that cannot be asked is."""

import pytest

from service.registry.access_records import AccessRecord
from tests.api.office import BORN, QUESTION, Office, named
from tests.api.worlds import child_protected, order_verified
from tests.support.ports import MovableClock

SEVEN = ["id", "answer", "cite", "conditions", "valid_until", "as_of", "receipt"]


def test_everyone_finds_the_same_number_each_in_their_own_way(office: Office) -> None:
    person = office.person(contact={"email": "C.Roy@example.ca"}, staff_number="A 77")
    number = office.consent(person)
    ways = [
        named("CAMILLE roy"),
        {"name": "Roy, Camille", "email": "c.roy@EXAMPLE.ca"},
        {"name": "Camille Roy", "staff_number": "a77"},
        {"consent_id": number},
        {"consent_id": number.replace("-", "").lower()},
    ]
    assert [office.ask(who)["cite"] for who in ways] == [[number]] * len(ways)
    assert office.ask({"person_id": person}, "communications")["cite"] == [number]


def test_conditions_make_the_yes_conditional(office: Office) -> None:
    office.consent(office.person(), limits=["no_tag", "review_first"])
    answer = office.ask(named())
    assert (answer["answer"], answer["conditions"]) == ("yes_with_conditions", ["no_tag", "review_first"])


def test_limits_hold_for_every_choice_unless_some_say_so(office: Office) -> None:
    cell = {"medium": "photo", "channel": "facebook", "purpose": "information"}
    other = cell | {"channel": "intranet"}
    office.consent(
        office.person("Ana Un"),
        media=[], channels=[], purposes=[], limits=["no_tag"],
        choices=[cell | {"answer": "yes"}],
    )  # fmt: skip
    office.consent(
        office.person("Ana Deux"),
        media=[], channels=[], purposes=[], limits=["no_tag"],
        choices=[cell | {"answer": "yes"}, other | {"answer": "yes_with_limits"}],
    )  # fmt: skip
    assert office.ask(named("Ana Un"))["conditions"] == ["no_tag"]
    assert office.ask(named("Ana Deux"))["conditions"] == []
    assert office.ask(named("Ana Deux"), channel="intranet")["conditions"] == ["no_tag"]


def test_several_channels_are_answered_by_the_worst(office: Office) -> None:
    office.consent(office.person())
    body = {name: value for name, value in QUESTION.items() if name != "channel"} | {"who": named()}
    for channels, answer in ((["facebook", "intranet"], "yes"), (["facebook", "x"], "no")):
        assert office.post("checks", "publisher", body | {"channels": channels})["answer"] == answer


def test_someone_not_registered_is_judged_by_the_question_alone(office: Office) -> None:
    minister = {"unregistered": True, "role": "public_figure", "adult": True}
    assert office.ask(minister)["answer"] == "yes"
    assert office.ask(minister | {"role": "visitor"})["answer"] == "no"


def test_a_yes_lasts_till_sunday_or_the_day_asked_about(office: Office) -> None:
    office.consent(office.person("Ana Un"), valid_until="2026-10-18")
    office.consent(office.person("Ana Deux"), valid_until="2026-10-17")
    assert office.ask(named("Ana Un"))["valid_until"] == "2026-10-18"
    assert office.ask(named("Ana Deux"))["valid_until"] == "2026-10-13"


def test_each_role_reads_what_it_may_of_the_reasons(office: Office) -> None:
    child_protected(office)
    who = named("Noé Roy", "2015-05-05")
    assert list(office.ask(who)) == SEVEN
    told = office.ask(who, "communications")
    assert list(told) == [*SEVEN, "reasons"]
    assert told["reasons"] == ["LEGAL_REVIEW"]
    whole = office.ask(who, "legal")
    assert "LPJ_COURT_ORDER_REQUIRED" in whole["reasons"]
    assert whole["verdict"] == "DENY"
    assert whole["persons"][0]["verdict"] == "DENY"


def test_an_order_says_nothing_of_itself_to_communications(office: Office) -> None:
    order_verified(office)
    told = office.ask(named("Noé Roy", "2015-05-05"), "communications")
    assert (told["answer"], told["reasons"]) == ("yes", ["CONSENT_OK"])


def test_a_withdrawal_counts_from_its_answer_on(office: Office) -> None:
    number = office.consent(office.person())
    assert office.ask(named())["answer"] == "yes"
    done = office.post(
        f"consents/{number}/withdrawal",
        "communications",
        {"received_on": "2026-10-13", "by": "person", "how": "verbal"},
    )
    assert done["status"] == "withdrawn"
    assert office.ask(named())["answer"] == "no"
    assert office.ask({"consent_id": number})["answer"] == "no"


def test_who_asked_is_recorded_before_the_answer(office: Office, clock: MovableClock) -> None:
    office.token("publisher")
    clock.pass_by(minutes=1)
    office.ask(named())
    newest: AccessRecord = office.ports.store.list_accesses(None, 1)[0]
    assert (newest.action, newest.role, newest.answer) == ("check", "publisher", "no")
    assert newest.asked[0].name is None


WHO_FAULTS = [
    ({}, "/who", "MISSING"),
    ({"name": ""}, "/who", "MISSING"),
    ({"birth_date": BORN}, "/who", "NAME_AND_ONE_DETAIL"),
    ({"name": "A", "birth_date": BORN, "email": "a@b.ca"}, "/who", "NAME_AND_ONE_DETAIL"),
    ({"name": "A", "consent_id": "1"}, "/who", "ONE_WAY_ONLY"),
    ({"name": "A", "birth_date": BORN, "unregistered": True}, "/who", "ONE_WAY_ONLY"),
    ({"person_id": "x"}, "/who/person_id", "NOT_FOR_THIS_ROLE"),
    ({"unregistered": True}, "/who/role", "NOT_IN_LIST"),
    ({"event": "x"}, "/who/event", "UNKNOWN_FIELD"),
    ({"name": "A", "identifiable_by": []}, "/who/identifiable_by", "EMPTY_FOR_LOOKED_UP"),
]
QUESTION_FAULTS = [
    ({"medium": "painting"}, "/medium", "NOT_IN_LIST"),
    ({"channel": "myspace"}, "/channel", "NOT_IN_LIST"),
    ({"channel": None}, "/channel", "MISSING"),
    ({"channels": ["x"]}, "/channel", "CHANNEL_OR_CHANNELS"),
    ({"purpose": "fun"}, "/purpose", "NOT_IN_LIST"),
    ({"on": "2026-10-12"}, "/on", "IN_THE_PAST"),
    ({"on": "today"}, "/on", "BAD_DATE"),
    ({"capture_place": "outdoor"}, "/capture_place", "UNKNOWN_FIELD"),
    ({"discloses_health": "no"}, "/discloses_health", "BAD_VALUE"),
    ({"activity": "ABCD 1234 5678"}, "/activity", "FORBIDDEN_NUMBER"),
]


@pytest.mark.parametrize(("who", "pointer", "code"), WHO_FAULTS)
def test_a_person_named_wrongly_is_pointed_at(refusing: Office, who: object, pointer: str, code: str) -> None:
    reply = refusing.call("POST", "checks", "publisher", {**QUESTION, "who": who})
    assert (reply.status, reply.headers["content-type"]) == (422, "application/problem+json")
    assert (pointer, code) in [(one["pointer"], one["code"]) for one in reply.json["errors"]]


@pytest.mark.parametrize(("change", "pointer", "code"), QUESTION_FAULTS)
def test_a_question_asked_wrongly_is_pointed_at(
    refusing: Office, change: dict[str, object], pointer: str, code: str
) -> None:
    reply = refusing.call("POST", "checks", "publisher", {**QUESTION, "who": named(), **change})
    assert reply.status == 422
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, code)]


def test_what_is_only_legal_s_to_say_is_not_listed_to_publishers(refusing: Office) -> None:
    for field in ("capture_place", "requested_by"):
        reply = refusing.call("POST", "posts/check", "publisher", refusing.post_of(named(), **{field: "zz"}))
        assert reply.json["errors"] == [{"pointer": f"/{field}", "code": "NOT_IN_LIST", "detail": ""}]
