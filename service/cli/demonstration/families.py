"""Children with their parents: every way a minor's papers can stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from service.cli.demonstration.cast import Character, Check, Legal, Order, Paper, Protection, Signer
from service.cli.demonstration.names import GIVEN
from service.registry.people_records import MinorityRecord, RolePeriod

if TYPE_CHECKING:
    from collections.abc import Iterator

USER: Final = (RolePeriod("user"),)
RELATIVE: Final = (RolePeriod("relative"),)
ACCEPTED: Final = Legal(Check())
ACTIVE: Final = Check(protection="active", asked=-30)
PARENT: Final = "parent"
SELF: Final = Signer()
SIGNED: Final = Paper("minor", covers_health=True)
ALONE_FROM: Final = 14
NO_NAME: Final = ("no_name", "no_place")


@dataclass(frozen=True, slots=True)
class Child:
    """One child: age, what became of the papers, what legal knows. `signed_by` parents or the child."""

    given: str
    family: str
    years: int
    days: int | None = None
    """Days since the last birthday; None: any, the same each time."""
    signed_by: tuple[str, ...] = ("self", PARENT)
    paper: Paper | None = SIGNED
    minority: MinorityRecord | None = None
    legal: Legal = ACCEPTED
    parents: int = 1
    sibling: str | None = None


def _order(sequence: int, verified: str | None = "verified", dated: int = -120, until: int = 300) -> Legal:
    return Legal(ACTIVE, orders=(Order(sequence, dated, until, verified, NO_NAME),))


ORDINARY: Final = (
    Child("Alizée", "Belneige", 4, parents=2),
    Child("Loïk", "Belneige", 7, sibling="Alizée Belneige"),
    Child("Maïka", "Fougeraie-Nord", 9, paper=replace(Paper("minor"), document=True)),
    Child("Zéphyr", "Givrelune", 11, legal=Legal()),
    Child("Aurore", "Givrelune", 6, legal=Legal(), sibling="Zéphyr Givrelune"),
    Child("Éloi", "Harfanelle", 8, legal=Legal(Check(asked=-130, until=-10))),
    Child("Naïma", "Huardière", 10, legal=Legal(Check(asked=-75, until=12))),
    Child("Florian", "Lacargent", 12, legal=Legal(Check("rejected"))),
    Child("Mahée", "Mélézinois", 9, minority=MinorityRecord(minor_wish="refuses")),
    Child("Noam", "Monterêve", 5, minority=MinorityRecord(other_parent="refused"), parents=2),
    Child("Lilas", "Neigeclair", 7, minority=MinorityRecord(conflict=True), parents=2),
    Child("Tibère", "Noirépinet", 12, signed_by=("self",)),
    Child("Rosalba", "Ormelune", 3, paper=None),
    Child("Océade", "Outardel", 2, paper=None, legal=Legal()),
    Child("Émeric", "Pierrelune", 13, days=330),
    Child("Jade-Neige", "Plumegivre", 14, days=12, signed_by=(PARENT,), paper=Paper("minor", signed=-200)),
    Child("Anouk", "Portenuage", 15),
    Child("Ludger", "Quenouillon", 16, signed_by=("self",)),
    Child("Solveig", "Rivenord", 15, signed_by=(PARENT,)),
    Child("Aubin", "Roselac", 16, minority=MinorityRecord(minor_wish="refuses")),
    Child("Citrine", "Sainte-Épinelle", 17, minority=MinorityRecord(emancipated="full"), signed_by=("self",)),
    Child("Milane", "Soirdété", 17, minority=MinorityRecord(emancipated="simple"), signed_by=("self",)),
    Child("Joachim", "Sourcevive", 17, days=345),
    Child("Bastienne", "Tournelune", 18, days=20, signed_by=(PARENT,), paper=Paper("minor", signed=-300)),
    Child("Edgar", "Tremblevert", 18, days=50, signed_by=("self",), paper=Paper("minor", signed=-300)),
    Child("Perle", "Verglassin", 6, paper=Paper("minor", end="draft")),
    Child("Isidore", "Côtevent", 8, paper=Paper("minor", end="signed")),
    Child("Garance", "Brumelac", 10, paper=Paper("minor", end="revoked")),
    Child("Ophélia", "Aubelointe", 16, paper=Paper("minor", end="withdrawn")),
    Child("Marin", "Boisdoré", 9, paper=Paper("minor", signed=-500, until=-20)),
    Child("Ysée", "Feuillegivre", 5, paper=Paper("minor", until=0)),
)

PROTECTED: Final = (
    Child("Zoé", "Lunelle", 8, legal=_order(11)),
    Child("Noé", "Sapinois", 9, legal=Legal(ACTIVE), parents=2),
    Child("Mirabelle", "Grandgivre", 11, legal=_order(12, None)),
    Child("Cassiel", "Castorel", 7, legal=_order(13, "rejected")),
    Child("Élouane", "Ventdouest", 12, legal=_order(14, dated=-500, until=-5)),
    Child("Vadim", "Érablière-Sud", 15, legal=_order(15)),
    Child("Coraline", "Clairgivre", 13, legal=Legal(ACTIVE, orders=(Order(16, dispenses=True),)), paper=None),
    Child("Timothée", "Flocondor", 10, legal=Legal(ACTIVE, orders=(Order(17, stayed=True),))),
    Child("Maude-Lune", "Épinelle", 14, legal=_order(18, until=18)),
    Child(
        "Gaspard",
        "Cœurdepin",
        12,
        legal=Legal(Check(protection="ended", asked=-25), Protection("ended", since=-900, ended=-100)),
    ),
    Child("Noélie", "St-Givrelune", 15, legal=Legal(Check(protection="none"), Protection("none", ycja=True))),
    Child("Sacha", "D'Aubelointe", 4, legal=Legal(Check(), Protection("none", other_ban="adoption"))),
    Child(
        "Léonard",
        "De-la-Brumelac",
        7,
        legal=Legal(Check(), Protection("none", other_ban="family_proceedings")),
    ),
    Child("Romarin", "L'Outardel", 8, legal=Legal(ACTIVE)),
    Child(
        "Félix-Onde",
        "Saint-Rivenord",
        19,
        signed_by=("self",),
        paper=Paper(),
        parents=0,
        legal=Legal(protection=Protection("active", since=-1200)),
    ),
)


def families(today: date) -> Iterator[Character]:
    """Yield each child after the parents who signed."""
    for place, child in enumerate((*ORDINARY, *PROTECTED)):
        elders = tuple(_elder(child, number, place, today) for number in range(child.parents))
        yield from elders
        yield _child(child, elders, aged(today, child.years, _days(child, place)))


def aged(today: date, years: int, days: int) -> date:
    """Return the birth date of someone who turned `years` that many days ago."""
    day = today - timedelta(days=days)
    return date(day.year - years, day.month, min(day.day, 28))


def _elder(child: Child, number: int, place: int, today: date) -> Character:
    # Each second parent has authorized a picture of their own.
    papers = (Paper(signed=-90),) if place % 2 else ()
    return Character(
        name=f"{GIVEN[(7 * place + 3 * number) % len(GIVEN)]} {child.family}",
        roles=RELATIVE,
        born=aged(today, 29 + (7 * place + 3 * number) % 20, 30 + 11 * place % 300),
        papers=papers,
        relations=((PARENT, _name(child)),),
        legal=ACCEPTED,
    )


def _child(child: Child, elders: tuple[Character, ...], born: date) -> Character:
    signers = tuple(Signer(PARENT, elder.name, "declared") for elder in elders if PARENT in child.signed_by)
    if "self" in child.signed_by and (child.years >= ALONE_FROM or PARENT not in child.signed_by):
        signers = (SELF, *signers)
    return Character(
        name=_name(child),
        roles=USER,
        born=born,
        papers=(replace(child.paper, signers=signers),) if child.paper else (),
        minority=child.minority,
        relations=(("sibling", child.sibling),) if child.sibling else (),
        legal=child.legal,
        signal="Signe fictif à vérifier." if child.given == "Océade" else None,
    )


def _days(child: Child, place: int) -> int:
    return 35 + 37 * place % 290 if child.days is None else child.days


def _name(child: Child) -> str:
    return f"{child.given} {child.family}"
