"""Adults in particular situations: represented, deceased, resources, who left; papers that fall short."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from service.cli.demonstration.cast import (
    YEAR,
    Character,
    Check,
    Legal,
    Paper,
    Placement,
    Review,
    Signer,
)
from service.registry.people_records import CapacityRecord, RolePeriod

if TYPE_CHECKING:
    from collections.abc import Iterator

USER: Final = (RolePeriod("user"),)
HEAR: Final = ("photo", "video", "voice")
TUTOR: Final = Signer("tutor_person", "Blanche Tutelle-Fictive", "judgment")
MANDATARY: Final = Signer("mandatary_person", "Aimé Mandat-Fictif", "homologation")
ASSISTANT: Final = Signer("assistant", "Lise Appui-Fictif", "register")

REPRESENTED: Final = (
    ("Alphonsine Verglassin", CapacityRecord("tutorship"), (TUTOR,), "accepted"),
    ("Ernest Tournelune", CapacityRecord("tutorship", wish="objects"), (TUTOR,), "accepted"),
    ("Hortense Soirdété", CapacityRecord("tutorship", self_decides_personal=True), (Signer(),), "accepted"),
    (
        "Clovis Sourcevive",
        CapacityRecord("tutorship"),
        (Signer("tutor_property", "Léo Biens-Fictifs"),),
        None,
    ),
    ("Irma Portenuage", CapacityRecord("mandate_homologated"), (MANDATARY,), "accepted"),
    ("Rosaire Plumegivre", CapacityRecord("mandate_homologated"), (MANDATARY,), None),
    ("Fleurette Pierrelune", CapacityRecord("mandate_not_homologated"), (MANDATARY,), "accepted"),
    (
        "Napoléon Outardel",
        CapacityRecord("temporary_representation", scope="image_publication"),
        (Signer("temporary_representative", "Ida Temporaire-Fictive", "judgment"),),
        "accepted",
    ),
    (
        "Bella Ormelune",
        CapacityRecord("temporary_representation", scope="other_act"),
        (Signer("temporary_representative", "Ida Temporaire-Fictive", "judgment"),),
        "accepted",
    ),
    ("Gédéas Noirépinet", CapacityRecord("assisted"), (Signer(),), None),
    ("Mina Neigeclair", CapacityRecord("assisted"), (ASSISTANT,), None),
    (
        "Rodolphe Mélézinois",
        CapacityRecord("de_facto_incapable"),
        (Signer("spouse", "Une personne fictive"),),
        None,
    ),
    ("Aline-Rose Lacargent", CapacityRecord("later_incapable"), (Signer(),), None),
)

FALLING_SHORT: Final = (
    ("Barnabé Givrelune", Paper(verified=False)),
    ("Corinthe Fougeraie-Nord", Paper(written=False)),
    ("Denis-Aimé Flocondor", Paper(informed=False)),
    ("Elzire Feuillegivre", Paper(paper_destroyed=True)),
    ("Fulgence Érablière-Sud", Paper(signers=(Signer("spouse", "Une personne fictive"),))),
    ("Gisèle-Ange Épinelle", Paper(signed=-800, until=None)),
    ("Hector-Noël Cœurdepin", Paper(activity="Journée portes ouvertes fictive", document=True)),
    ("Irène-Aube Clairgivre", Paper(answer="no", answers=(("information_site", "yes"),))),
    ("Jules-Ambre Castorel", Paper(answer="unreadable")),
    ("Kateri-Lune Brumelac", Paper(answer="yes", answers=(("promotion_social", "struck"),))),
)


def situations() -> Iterator[Character]:
    """Yield everyone whose situation is out of the ordinary."""
    yield from (_represented(place) for place in range(len(REPRESENTED)))
    yield from _deceased()
    yield from _resources()
    yield from _leavers()
    for place, (name, paper) in enumerate(FALLING_SHORT):
        yield Character(
            name=name, roles=USER, born=date(1956 + 3 * place, 1 + place, 5 + place), papers=(paper,)
        )
    yield Character(
        name="Philippa Harfanelle", roles=USER, born=date(1977, 2, 11), papers=(Paper(),), drawn=True
    )
    replaced = (Paper(signed=-500, until=90, document=True), Paper("refusal", signed=-15, document=True))
    yield Character(name="Quentin-Aube Huardière", roles=USER, born=date(1982, 4, 4), papers=replaced)


def _represented(place: int) -> Character:
    name, capacity, signers, outcome = REPRESENTED[place]
    form = "adult" if capacity.status in {"assisted", "later_incapable"} else "represented-adult"
    return Character(
        name=name,
        roles=USER,
        born=date(1931 + place, 1 + place % 12, 3 + place),
        papers=(Paper(form, signers=signers, covers_health=True, document=place == 0),),
        capacity=capacity,
        legal=Legal(Check(outcome)) if outcome else Legal(),
    )


def _deceased() -> Iterator[Character]:
    """One without papers; one whose papers say nothing; express ones with and without objection."""
    express = {
        "no_objection": "Achille Belneige",
        "objects": "Zélia Boisdoré",
        "unknown": "Ferdinand Boréalis",
    }
    yield Character(name="Wilhelmine Aubelointe", roles=USER, born=date(1933, 3, 3), died=-200)
    silent = Paper(signed=-300, until=YEAR)
    yield Character(name="Omer Côtevent", roles=USER, born=date(1937, 7, 7), died=-45, papers=(silent,))
    for place, (liquidator, name) in enumerate(express.items()):
        paper = Paper(signed=-250, survives_death=True, liquidator=liquidator)
        yield Character(name=name, roles=USER, born=date(1940 + place, 5, 9), died=-30, papers=(paper,))


def _resources() -> Iterator[Character]:
    """Resources for adults, and for children; one of these is of the children's kin."""
    role, form = (RolePeriod("rirtf"),), "resource-responsable"
    adults = ("Rosemonde Grandgivre", "Lazare Monterêve", "Ginette-Fée Roselac", "Elphège Rivenord")
    for place, name in enumerate(adults):
        legal = Legal(Check(), placement=Placement("adults"))
        born = date(1960 + 4 * place, 6, 2 + place)
        yield Character(name=name, roles=role, born=born, papers=(Paper(form),), legal=legal)
    children = (
        ("Pierrette-Lune Tremblevert", Placement("children", hosts=("Romarin L'Outardel",)), ()),
        ("Maurice-Ange Lunelle", Placement("children", kinship=True, hosts=("Zoé Lunelle",)), ()),
        (
            "Solange-Aube Sapinois",
            Placement("children"),
            (Review("RIRTF_CHILD_RESOURCE_REVIEW", "accepted", ("no_name",)),),
        ),
        ("Conrad-Pin Quenouillon", Placement("children"), ()),
    )
    for place, (name, placement, reviews) in enumerate(children):
        legal = Legal(Check(), placement=placement, reviews=reviews)
        born = date(1964 + 3 * place, 9, 4 + place)
        yield Character(name=name, roles=role, born=born, papers=(Paper(form),), legal=legal)


def _leavers() -> Iterator[Character]:
    """Former staff whose papers wait for legal, were accepted, or refused."""
    cases = (
        ("Sylvère Ventdouest", ()),
        ("Huguette-Mai Vertbois", (Review("STAFF_LEFT", "accepted"),)),
        ("Normand-Pin Tremblevert", (Review("STAFF_LEFT", "refused"),)),
    )
    for place, (name, reviews) in enumerate(cases):
        yield Character(
            name=name,
            roles=(RolePeriod("former_staff"),),
            born=date(1958 + 5 * place, 11, 8),
            staff_number=f"E-09{place:02d}",
            papers=(Paper("staff"),),
            legal=Legal(reviews=reviews),
        )
