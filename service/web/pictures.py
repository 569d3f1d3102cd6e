"""« Marquer une image »: a post's number written into a picture or a film, and the copy to keep."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Conflict, Invalid
from service.registry.picture_marks import CORNERS, Corner
from service.registry.pictures import faces_not_named, label_picture
from service.registry.publishing import read_post
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.questions import MOST_DIGITS
from service.web.reading import Sent
from service.web.rendering import HEADERS
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/publications/{ref}/image"
FIELD: Final = "picture"
NO_CODE: Final = "none"
FIELDS: Final = {"/file": FIELD}


@router.get(PAGE)
def show_label(visit: SignedVisit, ref: str) -> Response:
    """Ask for the picture; a post that is no longer clear has nothing to be marked with."""
    number = visit.ports.references.open("post", ref)[0]
    post = read_post(visit.ports, visit.caller, number)
    if not post.is_live:
        return visit.go(f"/publications/{ref}")
    return _page(visit, ref, Typed({"corner": (NO_CODE,)}))


@router.post(PAGE)
def label(visit: SignedVisit, ref: str) -> Response:
    """Give the marked copy back; the picture is kept nowhere."""
    visit.count_question()
    number = visit.ports.references.open("post", ref)[0]
    form = Filled(visit.sent)
    try:
        content = _content(form)
        corner = _corner(form)
        form.done()
        labelled = label_picture(visit.ports, visit.caller, number, content, corner)
    except (Slipped, Invalid) as error:
        return _page(visit, ref, form.mend(error, FIELDS), UNPROCESSABLE)
    except Conflict:
        return visit.go(f"/publications/{ref}?fait=arret")
    name = f'attachment; filename="aval-image.{labelled.ending}"'
    headers = {**HEADERS, "Content-Disposition": name}
    return Response(labelled.content, headers=headers, media_type=labelled.media_type)


def faces_line(visit: Visit, sent: Sent, named: int) -> str:
    """Write how many faces were counted and how many people are named; nothing unless faces are more."""
    counted = sent.text("faces")
    faces = int(counted) if counted.isdecimal() and len(counted) <= MOST_DIGITS else 0
    if not faces_not_named(faces, named):
        return ""
    words = visit.words
    return f"{words.count('faces.found', faces)}, {words.count('faces.named', named)}."


def _content(form: Filled) -> bytes:
    content = form.sent.files.get(FIELD, b"")
    if not content:
        form.slip(FIELD, "EMPTY")
    return content


def _corner(form: Filled) -> Corner | None:
    chosen = form.choice("corner", (NO_CODE, *CORNERS))
    return next((each for each in CORNERS if each == chosen), None)


def _page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    number = visit.ports.references.open("post", ref)[0]
    post = read_post(visit.ports, visit.caller, number)
    return visit.page(
        "publisher/picture.html",
        status=status,
        typed=typed,
        citation=post.citation,
        here=f"/publications/{ref}",
        corners=[(code, visit.words(f"picture.corner.{code}")) for code in (NO_CODE, *CORNERS)],
    )
