"""What stands in a path: a reference or a number to cite; what cannot be read is simply not there."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from service.api.calls import CallIn
from service.domain.identifiers import BadIdentifier, parse
from service.registry.errors import NotFound
from service.registry.ports import Ports, ReferenceKind


async def _person(call: CallIn, person_id: str) -> int:
    return call.number("person", person_id)


async def _consent(consent_id: str) -> str:
    try:
        return parse(consent_id).text
    except BadIdentifier:
        raise NotFound from None


async def _post(call: CallIn, post_id: str) -> int:
    return call.number("post", post_id)


async def _takedown(call: CallIn, takedown_id: str) -> int:
    return call.number("takedown", takedown_id)


async def _request(call: CallIn, request_id: str) -> int:
    return call.number("request", request_id)


async def _event(call: CallIn, event_id: str) -> int:
    return call.number("event", event_id)


async def _reading(call: CallIn, reading_id: str) -> int:
    return call.number("reading", reading_id)


def number_or_none(ports: Ports, kind: ReferenceKind, text: str) -> int:
    """Return the number a reference stands for, 0 for none: where even that it is not there must not show."""
    try:
        number, item = ports.references.open(kind, text)
    except NotFound:
        return 0
    return 0 if item else number


PersonIn = Annotated[int, Depends(_person)]
ConsentIn = Annotated[str, Depends(_consent)]
"""The 16 characters of a number to cite, written in any form."""
PostIn = Annotated[int, Depends(_post)]
TakedownIn = Annotated[int, Depends(_takedown)]
EventIn = Annotated[int, Depends(_event)]
ReadingIn = Annotated[int, Depends(_reading)]
RequestIn = Annotated[int, Depends(_request)]
