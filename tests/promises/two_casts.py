"""Who lives in the two worlds: for each person one answer in both, and another reason behind it.

What communications may see of someone (papers, relations, capacity) is done by the same calls in both worlds;
`a` and `b` are what legal does there, and they differ in content and, at times, in number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from service.registry import consents, court_orders, people, protecting, relations, reviewing
from service.registry.consent_records import Answer, Outcomes, SignatureRecord
from service.registry.court_orders import NewOrder
from service.registry.people import NewPerson
from service.registry.people_records import MinorityRecord, Names, PersonRecord, RolePeriod
from service.registry.protecting import NewCheck, NewProtection
from service.registry.reviewing import NewReview
from service.registry.waiting import REVIEWABLE
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.promises.registrar import court_number
from tests.promises.two_worlds import World

SCOPE: Final = (("photo", "name"), ("facebook", "web_site"), ("information", "recognition"))
"""What every paper and every order here allows."""
Doing = Callable[[World, str], None]
Paper = Literal["yes", "no", "none", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One person of both worlds.

    `fixed`: communications and publishers may ask about them and withdraw papers, and change nothing else:
    with other facts (a birthday, a new paper) the answers of the two worlds would rightly part.
    """

    name: str
    born: str
    a: Doing
    b: Doing
    role: str = "user"
    limits: tuple[str, ...] = ()
    paper: Paper = "yes"
    other_paper: Paper | None = None
    """The paper in world B, where only publishers come by, who see no papers."""
    email: str | None = None
    conflict: bool = False
    fixed: bool = True
    moves: tuple[tuple[Doing, Doing], ...] = ()
    """What legal does later, in step: the first opens, the second closes, and so on in turns."""


def register(world: World, pair: Pair) -> None:
    """Register someone and their papers: what communications do, the same in both worlds."""
    clerk = world.made.callers["communications"]
    names, roles = Names(pair.name), (RolePeriod(pair.role),)
    new = NewPerson(names, roles, birth_date=date.fromisoformat(pair.born), email=pair.email)
    person = people.register_person(world.ports, clerk, new)
    world.made.people[pair.name] = person.number
    if pair.conflict:
        people.record_minority(world.ports, clerk, person.number, MinorityRecord(conflict=True))
    paper = (pair.other_paper if world.side == "B" else None) or pair.paper
    if paper != "none":
        answer: Answer = "no" if paper == "no" else "yes"
        world.made.papers[pair.name] = _signed(world, person, answer, pair.limits)
    if paper == "withdrawn":
        said = NewWithdrawal(world.registrar.day, "person", "phone")
        withdraw_consent(world.ports, clerk, world.made.papers[pair.name], said)


def _signed(world: World, person: PersonRecord, answer: Answer, limits: tuple[str, ...]) -> str:
    minor = person.birth_date is not None and person.birth_date > date(2008, 10, 13)
    on = world.registrar.day - timedelta(days=6)
    who: tuple[str, ...] = ("parent", "parent") if minor else ("self",)
    if minor and person.birth_date is not None and person.birth_date < date(2012, 9, 1):
        who = ("self", "parent", "parent")
    signatures = tuple(
        SignatureRecord(signer, f"Signataire {place}", on, "paper", signer_id=f"{signer} {place}")
        for place, signer in enumerate(who)
    )
    given: Answer = "yes_with_limits" if limits else answer
    form = "minor" if minor else "adult"
    new = consents.NewConsent(
        person.number, form, "fr", signatures, (Outcomes(*SCOPE, given),), limits=limits
    )
    clerk = world.made.callers["communications"]
    paper = consents.register_consent(world.ports, clerk, new)
    return consents.confirm_consent(world.ports, clerk, paper.id, verified=True).id


def nothing(_: World, __: str) -> None:
    """Legal has not looked at the file yet."""


def answered(outcome: str, protection: str, days: int = 90) -> Doing:
    """Legal records the answer of youth protection's respondent."""

    def do(world: World, name: str) -> None:
        day = world.registrar.day
        new = NewCheck(outcome, protection, day, "Répondante Unetelle", until=day + timedelta(days=days))
        protecting.answer_legal_check(world.ports, world.made.callers["legal"], world.made.people[name], new)

    return do


def known(status: str, **more: object) -> Doing:
    """Legal records a status, which opens the check again."""

    def do(world: World, name: str) -> None:
        new = NewProtection(status, source="Lettre reçue", **more)  # type: ignore[arg-type] # fields of a status
        protecting.record_protection(world.ports, world.made.callers["legal"], world.made.people[name], new)

    return do


def placed(clientele: str, *, kinship: bool, hosts: tuple[str, ...] = ()) -> Doing:
    """Legal records whom a resource takes in."""

    def do(world: World, name: str) -> None:
        numbers = tuple(world.made.people[one] for one in hosts)
        protecting.record_placement(
            world.ports,
            world.made.callers["legal"],
            world.made.people[name],
            clientele=clientele,
            kinship=kinship,
            hosts=numbers,
        )

    return do


def entered(
    conditions: tuple[str, ...] = (), also: tuple[str, ...] = (), days: int = 300, *, alone: bool = False
) -> Doing:
    """Legal enters an order that allows what the papers grant; `alone`: nobody need have signed anything."""

    def do(world: World, name: str) -> None:
        day = world.registrar.day
        on = day - timedelta(days=20)
        media, channels, purposes = SCOPE
        new = NewOrder(
            court="CQ_youth",
            file_number=court_number(len(world.made.orders) + 1, on.year),
            order_date=on,
            persons=tuple(world.made.people[one] for one in (name, *also)),
            media=media,
            channels=channels,
            purposes=purposes,
            conditions=conditions,
            valid_to=day + timedelta(days=days),
            dispenses_consent=alone,
            judge="Juge Quelconque",
            district="Bonaventure",
        )
        if alone:
            world.chance.begin(name)  # its number is the one that the paper of world B has
        key = court_orders.enter_order(world.ports, world.made.callers["legal"], new)
        world.made.orders[name] = key
        drawn = court_orders.read_order(world.ports, world.made.callers["legal"], key).consent_id
        if drawn is not None:
            world.made.papers[name] = drawn

    return do


def verified(world: World, name: str) -> None:
    """A second person of legal has read the order right."""
    court_orders.verify_order(world.ports, world.made.callers["second"], world.made.orders[name], "verified")


def stayed(world: World, name: str) -> None:
    """The order is under appeal."""
    court_orders.stay_order(world.ports, world.made.callers["legal"], world.made.orders[name], stayed=True)


def resumed(world: World, name: str) -> None:
    """The appeal is over."""
    court_orders.stay_order(world.ports, world.made.callers["legal"], world.made.orders[name], stayed=False)


def reviewed(code: str, *conditions: str) -> Doing:
    """Legal accepts a REVIEW."""

    def do(world: World, name: str) -> None:
        day = world.registrar.day
        new = NewReview("accepted", day, day + timedelta(days=300), conditions)
        reviewing.decide_review(
            world.ports,
            world.made.callers["legal"],
            world.made.people[name],
            REVIEWABLE.index(code) + 1,
            new,
        )

    return do


def each(*doings: Doing) -> Doing:
    """One thing after the other."""

    def do(world: World, name: str) -> None:
        for doing in doings:
            doing(world, name)

    return do


def of(other: str, doing: Doing) -> Doing:
    """The same about somebody else."""
    return lambda world, _: doing(world, other)


def relate(world: World, elder: str, child: str) -> None:
    """Communications declare a parent."""
    numbers = world.made.people
    relations.declare_relation(
        world.ports, world.made.callers["communications"], numbers[elder], "parent", numbers[child]
    )
