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
CONFIDENTIAL: Final = "asked"
"""How the page's field says that it holds confidential content, and cites nothing for it."""
GATE: Final = b"gate"
"""Stands where a session's digest does, and is no digest."""

Values = dict[str, tuple[str, ...]]


def keep_for_page(ports: Ports, content: Content, numbers: tuple[str, ...]) -> str:
    """Keep content as the page « Vérifier une publication » takes it, and return the page's whole address."""
    ticket = keep_page(ports, GATE, json.dumps(_values(ports, content, numbers)).encode())
    return ports.messenger.address_of(f"{PATH}?de={ticket}")


def load_for_page(ports: Ports, ticket: str) -> Values:
    """Return what a gate was sent, by the names of the page's fields. Raises `NotFound` after a day."""
    kept: dict[str, list[str]] = json.loads(load_page(ports, GATE, ticket))
    return {name: tuple(some) for name, some in kept.items()}


def _values(ports: Ports, content: Content, numbers: tuple[str, ...]) -> dict[str, list[str]]:
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
        "confidential": _cited(ports, content),
    }


def _cited(ports: Ports, content: Content) -> list[str]:
    if content.institutional is not None:
        return [ports.references.seal("institutional", content.institutional)]
    return [CONFIDENTIAL] if content.confidential else []


def _printed(number: str) -> str:
    try:
        return parse(number).printed
    except BadIdentifier:
        return number
