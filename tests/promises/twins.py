"""Two registries of the same people and as many acts: one with ten protected children, one with none."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

from service.registry.account_records import Caller
from service.registry.accounts import add_user, operator
from service.registry.break_glass import ask_break_glass, decide_break_glass
from service.registry.checking import check
from service.registry.court_orders import StaySaid, stay_order
from service.registry.documents import attach_document
from service.registry.judging import Asked
from service.registry.legal_batches import ask_legal_checks
from service.registry.order_copies import keep_copy
from service.registry.people_records import PersonRecord
from service.registry.protecting import NewProtection, record_protection
from service.registry.questions import Who
from service.registry.relations import declare_relation
from service.registry.signals import answer_signal, report_signal
from service.storage.address import default_url
from service.storage.opening import init_registry, open_store
from tests.promises.attack import Measured, measure
from tests.promises.living import question
from tests.promises.registrar import PUBLISHER, Registrar, open_registrar
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import KEK

CHILDREN, PROTECTED = 12, 10
PDF = b"%PDF-1.7 " + b"x" * 3000
REASON = "Vérification demandée par la direction de la qualité"
SOURCE = "Répondante"

Living = Callable[[Registrar, PersonRecord], None]


@dataclass(frozen=True, slots=True)
class Cradle:
    """A registry before anything legal was done: its folder, who works there, the children."""

    data: Path
    r: Registrar
    auditor: Caller
    children: tuple[PersonRecord, ...]


def make_cradle(data: Path) -> Cradle:
    """Register children, parents of some of them, and a paper of each."""
    init_registry(default_url(data), KEK)
    with _registrar_at(data) as ports_only:
        r = open_registrar(ports_only.ports)
        auditor = add_user(r.ports, operator(), "Personne auditrice", ("auditor",))
        children = tuple(r.child(f"Enfant {place}", 4 + place % 9) for place in range(CHILDREN))
        for place, child in enumerate(children):
            if place % 2:
                parent = r.adult(f"Parent {place}")
                declare_relation(r.ports, r.communications, parent.number, "parent", child.number)
            r.in_force(child)
        return Cradle(data, r, Caller(auditor.number, auditor.name, "auditor", "api"), children)


def grow_up(
    cradle: Cradle, data: Path, seed: int, *, protected: bool, leak: Living | None = None
) -> Measured:
    """Copy a cradle, let as much happen in it to protected children or to others, and measure it."""
    shutil.copytree(cradle.data, data)
    chance = Random(seed)  # noqa: S311 - it says what happens to whom
    with _registrar_at(data, cradle.r) as r:
        children = chance.sample(cradle.children, CHILDREN)
        live = chance.random() < 0.5  # stolen at work, its logs included; or from a backup
        plans = [chance.choice(PLANS[:IN_LOGS_TOO] if live else PLANS) for _ in children]
        ask_legal_checks(r.ports, r.legal, [child.number for child in children])
        for place, (child, plan) in enumerate(zip(children, plans, strict=True)):
            secret = protected and place < PROTECTED
            plan[0 if secret else 1](r, child)
            if secret and leak is not None:
                leak(r, child)
            _look_up(r, child)
        looked_at = ask_break_glass(
            r.ports, cradle.auditor, "person", r.ports.references.seal("person", children[0].number), REASON
        )
        decide_break_glass(r.ports, r.second, looked_at.number, "approved")
        measured = measure(data) if live else {}
    measured = measured or measure(data)
    shutil.rmtree(data)
    return measured


def _ordered(r: Registrar, child: PersonRecord) -> None:
    r.checked(child, "active")
    r.ordered(child, ("no_name",), valid_to=r.day + timedelta(days=200))


def _reported(r: Registrar, child: PersonRecord) -> None:
    r.checked(child, "none")
    report_signal(r.ports, r.communications, child.number, "Signe à regarder")
    answer_signal(r.ports, r.legal, child.number, "Rien à signaler", r.ports.clock())


def _dispensed(r: Registrar, child: PersonRecord) -> None:
    """An order in place of a paper, with its sealed copy."""
    r.checked(child, "active")
    order = r.order(child, dispenses_consent=True)
    r.verify(order)
    keep_copy(r.ports, r.legal, order, PDF)


def _signed_again(r: Registrar, child: PersonRecord) -> None:
    """A second paper, with its original."""
    r.checked(child, "none")
    report_signal(r.ports, r.communications, child.number, "")
    attach_document(r.ports, r.communications, r.paper(child).id, PDF)


def _stayed(r: Registrar, child: PersonRecord) -> None:
    record_protection(r.ports, r.legal, child.number, NewProtection("active", source=SOURCE))
    order = r.order(child)
    r.verify(order)
    stay_order(r.ports, r.legal, order, stayed=True, said=StaySaid("appeal"))


def _found_to_be_nothing(r: Registrar, child: PersonRecord) -> None:
    record_protection(r.ports, r.legal, child.number, NewProtection("none", source=SOURCE))
    for _ in range(3):
        report_signal(r.ports, r.communications, child.number, "")


PLANS: tuple[tuple[Living, Living], ...] = (
    (_ordered, _reported),
    (_stayed, _found_to_be_nothing),
    (_dispensed, _signed_again),
)
"""What happens to a protected child, and to one who is not: as many acts, rows and files."""
IN_LOGS_TOO = 2
"""How many write to the same tables too: the log of what was just written shows which (decision 0020)."""


def _look_up(r: Registrar, child: PersonRecord) -> None:
    check(
        r.ports, PUBLISHER, Asked((Who(name=child.names.display, birth_date=child.birth_date),), question(r))
    )


@contextmanager
def _registrar_at(data: Path, before: Registrar | None = None) -> Iterator[Registrar]:
    """Open the registry of a folder, with the same people at work as before."""
    store = open_store(default_url(data), KEK)
    try:
        ports = make_ports(store, data, MovableClock())
        nobody = Caller(0, "", "communications", "api")
        yield replace(before or Registrar(ports, nobody, nobody, nobody), ports=ports)
    finally:
        store.close()
