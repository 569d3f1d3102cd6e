"""What a post's form says of confidential content: none, some, or some that an office authorized."""

from __future__ import annotations

from service.registry.errors import NotFound
from service.registry.gate_links import CONFIDENTIAL
from service.registry.institutional import list_citable
from service.registry.institutional_citing import conditions_cited
from service.registry.publishing import NewPost
from service.web.filled import Filled
from service.web.typed import Typed
from service.web.visits import Visit

LONGEST = 80
NOTHING_THERE = 0
"""Number of what cannot be read: it covers nothing."""


def read_confidential(visit: Visit, form: Filled) -> tuple[bool, int | None]:
    """Read whether the post holds such content, and the number of what it goes out under."""
    given = form.sent.text("confidential")
    if given in {"", CONFIDENTIAL}:
        return bool(given), None
    try:
        return True, visit.ports.references.open("institutional", given)[0]
    except NotFound:
        return True, NOTHING_THERE


def confidential_choices(visit: Visit, typed: Typed) -> list[tuple[str, str]]:
    """List what can be chosen: one's own grants, and what the post cites already."""
    words = visit.words
    choices = [(CONFIDENTIAL, words("confidential.without"))]
    for one in list_citable(visit.ports, visit.caller):
        short = one.content if len(one.content) <= LONGEST else f"{one.content[:LONGEST]}…"
        choices.append((visit.seal("institutional", one.number), words("confidential.under", content=short)))
    cited = typed.text("confidential")
    if cited and cited not in dict(choices):
        choices.append((cited, words("confidential.cited")))
    return choices


def confidential_line(visit: Visit, new: NewPost) -> str:
    """Say what the post says of it."""
    if new.institutional is None:
        return visit.words("confidential.without") if new.confidential else ""
    return visit.words("confidential.cited")


def with_conditions(visit: Visit, new: NewPost, conditions: tuple[str, ...]) -> tuple[str, ...]:
    """Return an answer's conditions with those under which the content may go out."""
    with visit.ports.store.reading() as reader:
        return tuple(dict.fromkeys((*conditions, *conditions_cited(reader, new))))
