"""From a gate that says no to the page where a person mends it: what was sent is kept for a day.

The address carries a random ticket, never a word of the content. It opens for whoever is signed in and may
check posts: the gate is asked by a program, and mended by a person.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from service.domain.identifiers import BadIdentifier, parse
from service.registry.kept_pages import keep_page, load_page

if TYPE_CHECKING:
    from service.registry.gated_content import Content
    from service.registry.ports import Ports

PATH: Final = "/verifier-une-publication"
GATE: Final = b"gate"
"""Stands where a session's digest does, and is no digest."""

Values = dict[str, tuple[str, ...]]


def keep_for_page(ports: Ports, content: Content, numbers: tuple[str, ...]) -> str:
    """Keep content as the page « Vérifier une publication » takes it, and return the page's whole address."""
    ticket = keep_page(ports, GATE, json.dumps(_values(content, numbers)).encode())
    return ports.messenger.address_of(f"{PATH}?de={ticket}")


def load_for_page(ports: Ports, ticket: str) -> Values:
    """Return what a gate was sent, by the names of the page's fields. Raises `NotFound` after a day."""
    kept: dict[str, list[str]] = json.loads(load_page(ports, GATE, ticket))
    return {name: tuple(some) for name, some in kept.items()}


def _values(content: Content, numbers: tuple[str, ...]) -> dict[str, list[str]]:
    """Name the fields; what the program did not say is left for the person to answer."""
    question = content.question
    visible = content.visible_count
    return {
        "text": [content.text],
        "people": ["\n".join(_printed(number) for number in numbers)],
        "medium": [question.medium],
        "channels": [*question.channels],
        "purpose": [question.purpose],
        "on": [question.on.isoformat()],
        "activity": [question.activity or ""],
        "health": ["yes"] if question.discloses_health else [],
        "visible": [] if visible is None else [str(visible)],
    }


def _printed(number: str) -> str:
    try:
        return parse(number).printed
    except BadIdentifier:
        return number
