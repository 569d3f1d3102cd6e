"""What was typed, kept under a ticket: an answer's address tells nothing, and reloading asks again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from service.registry.errors import NotFound
from service.registry.gate_links import load_for_page
from service.registry.kept_pages import keep_page, load_page
from service.web.reading import Sent
from service.web.visits import Visit

NOT_KEPT = frozenset({"form_token", "once", "do"})


def keep(visit: Visit, **more: str) -> str:
    """Keep what this visit sent, and return its ticket."""
    values = {name: list(some) for name, some in visit.sent.values.items() if name not in NOT_KEPT}
    values |= {name: [value] for name, value in more.items()}
    return keep_values(visit, values)


def keep_values(visit: Visit, values: Mapping[str, list[str]]) -> str:
    """Keep what another page leads to a question with, and return its ticket; empty texts are left out."""
    kept = {name: some for name, some in values.items() if any(some)}
    return keep_page(visit.ports, visit.session.digest, json.dumps(kept).encode())


def load_typed(visit: Visit, ticket: str) -> Mapping[str, tuple[str, ...]]:
    """Return what was sent then, by this visitor or by a gate. Raises `NotFound` as `load` does."""
    try:
        return load(visit, ticket).values
    except NotFound:
        return load_for_page(visit.ports, ticket)


def load(visit: Visit, ticket: str) -> Sent:
    """Return what was sent then. Raises `NotFound` for a ticket of another session or day."""
    values = json.loads(load_page(visit.ports, visit.session.digest, ticket))
    return Sent({name: tuple(some) for name, some in values.items()}, {})
