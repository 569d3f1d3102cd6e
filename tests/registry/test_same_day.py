"""A no on screen an hour after a yes counts at once, so does a narrower yes; papers of a day all count."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from service.registry.consent_records import ConsentRecord, Outcomes, SignatureRecord
from service.registry.facts import consent_facts
from service.registry.signing_evidence import ScreenSigning
from tests.storage.registry import NOW, consent

DAY = NOW.date()
GRANTED = Outcomes(("photo",), ("facebook",), ("promotion",), "yes")
REFUSED = replace(GRANTED, answer="no")


def paper(number: int, at: datetime, answer: Outcomes = GRANTED, **fields: object) -> ConsentRecord:
    """A paper signed on the day and confirmed at a moment."""
    signed = (SignatureRecord("self", "Zoé Côté", DAY, "paper"),)
    known: dict[str, object] = {"outcomes": (answer,), "signatures": signed, "confirmed_at": at, **fields}
    return replace(consent(number, 7, f"1K7F3M9X4T8B2QD{number}"), **known)  # type: ignore[arg-type]  # any field


def screen(number: int, at: datetime, answer: Outcomes = GRANTED, **fields: object) -> ConsentRecord:
    """A form signed on screen at a moment."""
    shown = ScreenSigning("self", "Zoé Côté", "in_presence", "a" * 64, "fr", at, at, at, ())
    return paper(number, at, answer, screen=(shown,), **fields)


def yeses(*consents: ConsentRecord, on: date = DAY) -> list[str]:
    """The numbers whose yes is left."""
    return [str(fact.id)[-1] for fact in consent_facts(consents, on) if fact.media]


BEFORE, AFTER = NOW - timedelta(minutes=5), NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("consents", "left"),
    [
        ((screen(1, NOW), screen(2, AFTER, REFUSED)), []),
        ((screen(2, AFTER, REFUSED), screen(1, NOW)), []),
        ((screen(1, AFTER), screen(2, NOW, REFUSED)), ["1"]),
        ((screen(1, NOW), screen(2, AFTER)), ["2"]),
        ((paper(1, BEFORE), screen(2, NOW, REFUSED)), []),
        ((paper(1, AFTER), screen(2, NOW, REFUSED)), ["1"]),
        ((paper(1, BEFORE), paper(2, NOW, REFUSED)), ["1"]),
        ((screen(1, NOW), screen(2, AFTER, REFUSED, state="signed")), ["1"]),
        ((screen(1, NOW), screen(2, AFTER, REFUSED, activity="gala")), ["1"]),
        ((screen(1, NOW, activity="gala"), screen(2, AFTER, REFUSED)), []),
        ((screen(1, NOW), screen(2, AFTER, valid_from=DAY + timedelta(60))), ["1", "2"]),
    ],
)
def test_on_screen_the_later_of_one_day_replaces_the_earlier(
    consents: tuple[ConsentRecord, ...], left: list[str]
) -> None:
    assert yeses(*consents) == left


def test_another_signer_s_paper_stays() -> None:
    parent = (SignatureRecord("parent", "Marie Côté", DAY, "paper"),)
    assert yeses(screen(1, NOW, signatures=parent), screen(2, AFTER, REFUSED)) == ["1"]


def test_a_no_to_everything_waits_for_no_first_day() -> None:
    refusal = paper(2, NOW, REFUSED, valid_from=DAY + timedelta(60))
    assert [fact.signed for fact in consent_facts((refusal,), DAY)] == [DAY]
    later = paper(1, NOW, valid_from=DAY + timedelta(60))
    assert [fact.signed for fact in consent_facts((later,), DAY)] == [DAY + timedelta(60)]
