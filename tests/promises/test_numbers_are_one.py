"""P5: to anyone each number that may not be used is the number of nobody: bytes, headers, when it leaves.

Seen to fail: with one floor for every answer, past which a paper of many uses went.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry import consents
from service.registry.consent_records import Outcomes, SignatureRecord
from tests.promises.registrar import Registrar
from tests.promises.test_refusals_are_one import BORN, REFUSED, name_of
from tests.promises.town_hall import TownHall, town_hall
from tests.support.asgi import Sent, ask

NOBODY = "1K7F3M9X4T8B2QDY"
PROGRAMS = (b"application/json", b"")
PEOPLE = tuple((b"text/html", b"aval_langue=" + language) for language in (b"fr", b"en"))
STEP = 1.0
"""Seconds: ten floors."""
PAPERLESS = {"never_asked", "order_not_yet"}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    """A registry without a floor, to compare what is said."""
    with town_hall(tmp_path_factory.mktemp("numbers") / "data", {"AVAL_FIXED_ANSWER_MS": "0"}) as hall:
        yield hall


def numbers(registrar: Registrar) -> dict[str, str]:
    """Put someone in each situation that is refused; return the number of each one's paper."""
    found: dict[str, str] = {}
    for case in [case for case in REFUSED if case not in PAPERLESS]:
        REFUSED[case](registrar, registrar.person(name_of(case), BORN))
        with registrar.ports.store.reading() as reader:
            known = {consent.id for file in reader.each_file() for consent in file.consents}
        (found[case],) = known - set(found.values())
    return found


def asked(hall: TownHall, number: str, accept: bytes, cookie: bytes) -> Sent:
    headers = [(b"accept", accept), (b"cookie", cookie)]
    return ask(hall.application, "GET", f"/v/{number}", headers=headers)


def test_every_number_that_may_not_be_used_is_the_number_of_nobody(hall: TownHall) -> None:
    found = {**numbers(hall.registrar), "unknown": NOBODY}
    for accept, cookie in (PROGRAMS, *PEOPLE):
        told = set()
        for number in found.values():
            sent = asked(hall, number, accept, cookie)
            printed = "-".join(number[at : at + 4] for at in range(0, 16, 4)).encode()
            body = sent.body.replace(printed, b"NUMBER").replace(number.encode(), b"NUMBER")
            told.add((sent.status, tuple(sent.headers), body))
        assert len(told) == 1, [body for *_, body in told]


def with_every_use(registrar: Registrar) -> str:
    """Register a child's paper that grants every use there is, and that nobody has checked."""
    child = registrar.person("Zoé Longue", BORN)
    on = registrar.day - timedelta(days=20)
    signed = tuple(SignatureRecord("parent", f"Parent {n}", on, "paper", signer_id=f"p{n}") for n in (1, 2))
    granted = (Outcomes(MEDIA, CHANNELS, PURPOSES, "yes"),)
    new = consents.NewConsent(child.number, "minor", "fr", signed, granted)
    paper = consents.register_consent(registrar.ports, registrar.communications, new)
    return consents.confirm_consent(registrar.ports, registrar.communications, paper.id, verified=True).id


@pytest.mark.long
def test_a_number_of_every_use_leaves_when_a_number_of_nobody_does(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Fastest of a few, so that a busy machine does not decide: with one floor they lay several apart."""
    with town_hall(tmp_path_factory.mktemp("uses") / "data", {"AVAL_FIXED_ANSWER_MS": "100"}) as hall:
        long = with_every_use(hall.registrar)
        seconds = {
            (number, accept): min(asked(hall, number, accept, cookie).seconds for _ in range(3))
            for number, (accept, cookie) in product((long, NOBODY), (PROGRAMS, PEOPLE[0]))
        }
    assert all(STEP <= one < STEP + 0.1 for one in seconds.values()), seconds
