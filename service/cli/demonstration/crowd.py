"""The rest of the establishment: ordinary people of every category, drawn the same way each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING, Final

from service.cli.demonstration.cast import YEAR, Character, Paper
from service.cli.demonstration.names import SINGLE, email_of, names_from
from service.registry.people_records import RolePeriod

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SEED: Final = 20_261_013
ROLES: Final = {
    "user": 36,
    "former_user": 15,
    "staff": 36,
    "former_staff": 8,
    "volunteer": 14,
    "relative": 10,
    "rirtf": 4,
    "visitor": 11,
    "attendee": 12,
    "media": 6,
    "public_figure": 5,
}
FORMS: Final = {
    "staff": "staff",
    "former_staff": "staff",
    "rirtf": "resource-responsable",
    "visitor": "visitor",
    "attendee": "visitor",
    "media": "media",
}
PAPERS: Final = (
    Paper(),
    Paper(answer="yes_with_limits", limits=("review_first",)),
    Paper(covers_health=True),
    Paper(form="refusal"),
    Paper(end="signed"),
    Paper(signed=-500, until=-30),
    Paper(media=("photo",)),
    None,
    Paper(signed=-340, until=4),
    Paper(end="withdrawn"),
    Paper(answer="no", answers=(("information_site", "yes"), ("information_social", "yes"))),
    Paper(end="draft"),
    Paper(answer="yes_with_limits", limits=("back_only", "no_name")),
    Paper(end="withdrawn_part"),
    Paper(signed=-700, until=25),
    Paper(end="suspended"),
    Paper(signed=-5, until=2 * YEAR - 30),
    Paper(end="entered_in_error"),
    Paper(signed=-45, media=("photo", "name")),
    Paper(end="invalidated"),
)
"""What papers become, in turn; None: never asked."""
FEW: Final = frozenset({"visitor", "attendee", "media"})
"""Adults who need not give a birth date give a courriel."""


def crowd(taken: Collection[str]) -> Iterator[Character]:
    """Yield ordinary adults; `taken` names are somebody else's."""
    draw = Random(SEED)  # noqa: S311 - the same fictional people each time; nothing secret is drawn
    names = names_from(draw, taken)
    papers = cycle(PAPERS)
    place = 0
    for role, count in ROLES.items():
        for number in range(count):
            single = SINGLE[number] if role == "attendee" and 0 < number < len(SINGLE) else None
            yield _someone(draw, place, role, single or next(names), next(papers))
            place += 1


def _someone(draw: Random, place: int, role: str, name: str, paper: Paper | None) -> Character:
    born = date(draw.randint(1938, 2004), draw.randint(1, 12), draw.randint(1, 28))
    undated = role in FEW and draw.random() < 1 / 2
    written = undated or role == "staff" or draw.random() < 1 / 4
    return Character(
        name=name,
        roles=(RolePeriod(role),),
        born=None if undated else born,
        email=email_of(name) if written else None,
        staff_number=f"E-{2000 + place}" if role == "staff" else None,
        language="en" if draw.random() < 1 / 8 else "fr",
        papers=() if paper is None else (_given(paper, role, document=place % 9 == 0),),
    )


def _given(paper: Paper, role: str, *, document: bool) -> Paper:
    form = paper.form if paper.form == "refusal" else FORMS.get(role, "adult")
    return replace(paper, form=form, document=document)
