"""Whoever comes by a poster: nothing they say changes what is answered about anyone, until somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from service.registry import doubles, signing, signing_invitations, signing_newcomers
from service.registry.account_records import Caller
from service.registry.consents import confirm_consent
from service.registry.errors import Conflict
from service.registry.signals import report_signal
from service.registry.signing_ink import Inked
from service.registry.signing_invitations import NewPoster
from service.registry.signing_sessions import read_session
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.api.office import BORN, Office, named

DESK = Caller(1, "Communications", "communications", "page")
EMAIL = "c.roy@example.ca"
USES = ("information_site", "information_social", "promotion_site", "promotion_social", "covers_health")


def come(office: Office, answer: str, name: str = "Roy Camille") -> str:
    """Come by a poster, answer all uses the same, and return the number of what was signed, if any."""
    ports, day = office.ports, office.ports.clock().date()
    poster = NewPoster("visitor", "fr", "Portes ouvertes", None, day, day + timedelta(days=1))
    number = signing_invitations.make_poster(ports, DESK, poster).number
    said = {"name": name, "birth_date": BORN, "email": EMAIL, "role": "attendee"}
    session = read_session(ports, signing_newcomers.arrive(ports, number, said, "fr"))
    given = {**dict.fromkeys(USES, answer), "media_photo": "yes", "covers_health": "no"}
    answered = signing.answer(ports, session, given, "fr")
    return signing.sign(ports, answered, Inked("Camille Roy")).consent


@pytest.fixture
def camille(office: Office) -> tuple[str, str]:
    """Somebody with a yes; her reference, and the number to cite."""
    person = office.person(contact={"email": EMAIL})
    return person, office.consent(person)


def dashed(number: str) -> str:
    """Write a number as it is cited."""
    return "-".join(number[start : start + 4] for start in range(0, len(number), 4))


def asked(office: Office, camille: tuple[str, str]) -> list[Any]:
    """Ask about her in every way there is."""
    person, number = camille
    ways = [named(), {"name": "Camille Roy", "email": EMAIL}, {"consent_id": number}]
    answers = [office.ask(who) for who in ways] + [office.ask({"person_id": person}, "communications")]
    return [(one["answer"], one["cite"], one["conditions"], one["valid_until"]) for one in answers]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_stranger_at_a_poster_changes_no_answer_about_a_namesake(
    office: Office, camille: tuple[str, str], answer: str
) -> None:
    before = asked(office, camille)
    assert {one[0] for one in before} == {"yes"}
    signed = come(office, answer)
    assert asked(office, camille) == before
    assert bool(signed) is (answer == "yes")


def test_a_no_to_everything_at_a_poster_keeps_nothing(office: Office) -> None:
    assert come(office, "no") == ""
    with office.ports.store.reading() as reader:
        assert list(reader.each_file()) == []


def test_somebody_nobody_knew_is_found_once_communications_confirm(office: Office) -> None:
    number = come(office, "yes")
    day = {"activity": "Portes ouvertes"}
    assert [office.ask(who, **day)["answer"] for who in (named(), {"consent_id": number})] == ["no", "no"]
    confirm_consent(office.ports, DESK, number, verified=True)
    assert [office.ask(who, **day)["answer"] for who in (named(), {"consent_id": number})] == ["yes", "yes"]


def withdraw(office: Office, number: str) -> None:
    """Somebody asks by telephone to take it back."""
    today = office.ports.clock().date()
    withdraw_consent(office.ports, DESK, number, NewWithdrawal(today, "person", "phone"))


def protect(office: Office, number: str) -> None:
    """A sign of youth protection is reported on the newcomer's file."""
    with office.ports.store.reading() as reader:
        consent = reader.load_consent(number)
    assert consent
    report_signal(office.ports, DESK, consent.person, "Dit par une voisine.")


@pytest.mark.parametrize("decide", [withdraw, protect])
def test_what_the_house_decides_on_a_newcomers_file_counts_for_namesakes(
    office: Office, camille: tuple[str, str], decide: Callable[[Office, str], None]
) -> None:
    number = come(office, "yes")
    assert {one[0] for one in asked(office, camille)} == {"yes"}
    decide(office, number)
    assert {one[0] for one in asked(office, camille)} == {"no"}


def test_communications_see_possible_doubles_and_say_that_it_is_the_same_person(
    office: Office, camille: tuple[str, str]
) -> None:
    number = come(office, "yes")
    (double,) = doubles.possible_doubles(office.ports, DESK, number)
    assert office.ports.references.seal("person", double.person.number) == camille[0]
    kept = doubles.confirm_as(office.ports, DESK, number, double.person.number)
    assert (kept.state, kept.person, kept.screen[0].identified) == (
        "confirmed",
        double.person.number,
        "not_identified",
    )
    assert {one[0] for one in asked(office, camille)} == {"yes"}
    here = {"channel": "web_site", "activity": "Portes ouvertes"}
    assert (office.ask(named(), **here)["answer"], office.ask(named(), **here)["cite"]) == (
        "yes",
        [dashed(kept.id)],
    )
    assert office.ask({"consent_id": number}, **here)["answer"] == "no"
    assert doubles.possible_doubles(office.ports, DESK, number) == ()
    with pytest.raises(Conflict):
        doubles.confirm_as(office.ports, DESK, number, double.person.number)


def test_only_what_came_by_a_poster_may_be_given_to_somebody_else(
    office: Office, camille: tuple[str, str]
) -> None:
    other = office.consent(office.person("Ana Un"), confirmed=False).replace("-", "")
    number, _ = office.ports.references.open("person", camille[0])
    assert doubles.possible_doubles(office.ports, DESK, other) == ()
    with pytest.raises(Conflict):
        doubles.confirm_as(office.ports, DESK, other, number)
