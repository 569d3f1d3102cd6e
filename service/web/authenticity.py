"""« Vérifier l'authenticité »: a number typed leads to its page; the browser alone verifies a code."""

from __future__ import annotations

import json
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.identifiers import BadIdentifier, parse
from service.domain.vocabulary import CHANNELS, MEDIA
from service.web.entrance import AnyVisit
from service.web.page_route import PageRoute
from service.web.rendering import hyphenated
from service.web.typed import NOTHING_TYPED, Slip, Typed
from service.web.visits import UNPROCESSABLE, Guest

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/v"
FIELD: Final = "number"
TOLD: Final = ("usable", "not_usable", "cannot", "modified", "unread")
"""What a browser may find of a code; each has its words."""


@router.get(PAGE)
def show_authenticity(guest: AnyVisit) -> Response:
    """Ask for a number, or lead to its page. What follows a # in the address never reaches us."""
    given = guest.query.get(FIELD)
    if given is None:
        return _page(guest, NOTHING_TYPED)
    try:
        return guest.go(f"{PAGE}/{hyphenated(parse(given).text)}")
    except BadIdentifier:
        return _page(guest, Typed({FIELD: (given,)}, (Slip(FIELD, "UNREADABLE"),)), UNPROCESSABLE)


def _page(guest: Guest, typed: Typed, status: int = 200) -> Response:
    words = guest.words
    labels = {
        "media": [words(f"medium.{one}") for one in MEDIA],
        "channels": [words(f"channel.{one}") for one in CHANNELS],
    }
    return guest.page(
        "public/authenticity.html",
        status=status,
        typed=typed,
        told=TOLD,
        keys=json.dumps(guest.ports.issuer.published_keys()),
        labels=json.dumps(labels, ensure_ascii=False),
    )
