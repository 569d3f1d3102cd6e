"""« Vérifier l'authenticité »: a number typed leads to its page; the browser alone verifies a code."""

from __future__ import annotations

import json
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.domain.identifiers import BadIdentifier, parse
from service.domain.vocabulary import CHANNELS, MEDIA
from service.http.limiter import source_of
from service.web.assets import assets_root, load_assets
from service.web.entrance import AnyVisit
from service.web.page_route import PageRoute
from service.web.rendering import HEADERS, hyphenated
from service.web.typed import NOTHING_TYPED, Slip, Typed
from service.web.visits import UNPROCESSABLE, Guest

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/v"
FIELD: Final = "number"
GENUINE: Final = ("usable", "not_usable", "cannot")
TOLD: Final = (
    *GENUINE,
    "modified",
    "unread",
    "nothing",
    "offline",
    "document",
    "document_modified",
    "document_cannot",
)
"""What a browser may find of a code or a document; each has its words."""
LOOKS: Final = {
    "usable": "good",
    "document": "good",
    "not_usable": "bad",
    "modified": "bad",
    "document_modified": "bad",
}
KEEPER: Final = "js/authenticity_kept.js"
DECODER: Final = "js/vendor/jsQR.js"


@router.get(PAGE)
def show_authenticity(request: Request, guest: AnyVisit) -> Response:
    """Ask for a number, or lead to its page. What follows a # in the address never reaches us."""
    guest.site.readers.count(source_of(request))
    given = guest.query.get(FIELD)
    if given is None:
        return _page(guest, NOTHING_TYPED)
    try:
        return guest.go(f"{PAGE}/{hyphenated(parse(given).text)}")
    except BadIdentifier:
        return _page(guest, Typed({FIELD: (given,)}, (Slip(FIELD, "UNREADABLE"),)), UNPROCESSABLE)


@router.get("/v-hors-ligne.js")
def send_keeper() -> Response:
    """Send what keeps the page for when there is no network; it acts on this page alone."""
    return Response(load_assets()[KEEPER].content, headers=HEADERS, media_type="text/javascript")


def _page(guest: Guest, typed: Typed, status: int = 200) -> Response:
    words = guest.words
    labels = {
        "media": [words(f"medium.{one}") for one in MEDIA],
        "channels": [words(f"channel.{one}") for one in CHANNELS],
    }
    trusted = guest.site.seals()
    return guest.page(
        "public/authenticity.html",
        status=status,
        typed=typed,
        told=TOLD,
        genuine=GENUINE,
        looks=LOOKS,
        decoder=f"{assets_root()}/{DECODER}",
        seals=json.dumps({"roots": trusted.roots, "revoked": trusted.revoked}),
        keys=json.dumps(guest.ports.issuer.published_keys()),
        labels=json.dumps(labels, ensure_ascii=False),
    )
