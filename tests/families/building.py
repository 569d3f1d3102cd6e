"""A random family brought into a registry: each tie, placement and status by its own use case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from service.registry.account_records import Caller
from service.registry.consent_records import ConsentRecord, Establishes, Outcomes, SignatureRecord
from service.registry.legal_files import stamp
from service.registry.legal_records import CheckEntry, OrderEntry, ReviewEntry, Stamp, Verification
from service.registry.loading import file_of
from service.registry.people import NewPerson, record_death, register_person
from service.registry.people_records import Names, RolePeriod
from service.registry.ports import Ports
from service.registry.protecting import NewProtection, record_placement, record_protection
from service.registry.questions import Question, Who
from service.registry.recording import Change, changing
from service.registry.relations import declare_relation
from tests.families.oracle import Key, World

COMMUNICATIONS = Caller(3, "Communications", "communications", "api")
LEGAL = Caller(4, "Juridique", "legal", "api")
LONG_AGO = datetime(2026, 9, 2, 12, tzinfo=UTC)
PAST = Stamp(LONG_AGO, LONG_AGO, 4)
Numbers = dict[Key, int]


def build(ports: Ports, world: World) -> Numbers:
    """Register everybody, then let things happen in the order the world tells."""
    numbers = {key: _register(ports, one) for key, one in world["people"].items()}
    for what, step in world["steps"]:
        if what == "tie":
            a, kind, b = step
            declare_relation(ports, COMMUNICATIONS, numbers[a], kind, numbers[b])
        elif what == "place":
            _place(ports, numbers, step)
        else:
            _protect(ports, numbers[step], world["people"][step])
    for key, one in world["people"].items():
        _settle(ports, numbers[key], one)
    return numbers


def question(post: dict[str, Any]) -> Question:
    """The same post, as the registry is asked about it."""
    return Question(
        post["medium"],
        (post["channel"],),
        post["purpose"],
        date.fromisoformat(post["date"]),
        context_links_family=post["context_links_family"],
        requested_by=post["requested_by"],
    )


def who(world: World, numbers: Numbers, place: list[Key]) -> Who:
    """How a place of a post names its person: by number, or so that all namesakes are met."""
    one = world["people"][place[0]]
    if len(place) == 1:
        return Who(person=numbers[place[0]])
    return Who(name=one["name"], birth_date=date.fromisoformat(one["dob"]))


def _register(ports: Ports, one: dict[str, Any]) -> int:
    born = one["dob"] and date.fromisoformat(one["dob"])
    new = NewPerson(
        Names(one["name"]),
        (RolePeriod(one["role"]),),
        birth_date=born or None,
        adult_attested=one["adult_attested"],
    )
    return register_person(ports, COMMUNICATIONS, new).number


def _place(ports: Ports, numbers: Numbers, step: tuple[Key, list[Key], list[Key], dict[str, Any]]) -> None:
    host, before, hosted, facts = step
    for some in (before, hosted):
        record_placement(
            ports,
            LEGAL,
            numbers[host],
            clientele=facts["clientele"],
            kinship=facts["kinship"],
            hosts=tuple(numbers[key] for key in some),
        )


def _protect(ports: Ports, number: int, one: dict[str, Any]) -> None:
    status, dates = one["lpj"]["status"], one["lpj"]
    new = NewProtection(
        status,
        since=date.fromisoformat(dates["since"]),
        identifies_lpj_family=one["flag"],
        source="Répondante",
    )
    record_protection(ports, LEGAL, number, new)
    if "ended" in dates:
        record_protection(ports, LEGAL, number, replace(new, ended=date.fromisoformat(dates["ended"])))


def _settle(ports: Ports, number: int, one: dict[str, Any]) -> None:
    """Put in the papers, the order, what legal decided, and answer the check that all this opened."""
    if one["deceased"]:
        record_death(ports, COMMUNICATIONS, number, date.fromisoformat(one["deceased"]))
    with changing(ports, LEGAL) as change:
        for paper in one["consents"]:
            change.put("consent_registered", number, _paper(change, number, paper))
        legal = file_of(change.writer, number).legal
        check = CheckEntry(stamp(ports, LEGAL, opens=False), one["check"]["status"], until=date(2029, 1, 1))
        legal = replace(
            legal,
            checks=(*legal.checks, check),
            orders=tuple(_order(number, order) for order in one["orders"]),
            reviews=tuple(_review(n, decided) for n, decided in enumerate(one["reviews"], 2)),
            next_item=9,
        )
        change.put_legal("check_answered", legal)


def _paper(change: Change, number: int, paper: dict[str, Any]) -> ConsentRecord:
    signed = date.fromisoformat(paper["signed"])
    withdrawn = paper["withdrawn"] and date.fromisoformat(paper["withdrawn"])
    block = Outcomes(
        tuple(paper["media"]),
        tuple(paper["channels"]),
        tuple(paper["purposes"]),
        "yes_with_limits" if paper["limits"] else "yes",
        withdrawn or None,
    )
    return ConsentRecord(
        number=change.writer.next_number("consent"),
        id=paper["id"],
        person=number,
        state="confirmed",
        form="adult",
        version=1,
        language="fr",
        text_sha256="a" * 64,
        signatures=(SignatureRecord(paper["signer"], "Fictif", signed, "paper", verified=True),),
        outcomes=(block,),
        establishes=Establishes(opt_in=True, free=True, informed=True, distinct=True),
        recorded_at=change.ports.clock() - timedelta(days=15),
        recorded_by=3,
        limits=tuple(paper["limits"]),
    )


def _order(number: int, order: dict[str, Any]) -> OrderEntry:
    outcome = "verified" if order["verified_by_legal"] else "rejected"
    return OrderEntry(
        item=1,
        stamp=PAST,
        court=order["court"],
        file_number=order["file_number"],
        order_date=date.fromisoformat(order["order_date"]),
        persons=(number,),
        media=tuple(order["media"]),
        channels=tuple(order["channels"]),
        purposes=tuple(order["purposes"]),
        valid_to=date.fromisoformat(order["valid_to"]) if order["valid_to"] else None,
        verifications=(Verification(PAST, outcome),),
    )


def _review(item: int, decided: dict[str, Any]) -> ReviewEntry:
    start, end = date.fromisoformat(decided["from"]), date.fromisoformat(decided["until"])
    return ReviewEntry(item, PAST, decided["code"], decided["outcome"], start, end)
