"""Pictures: marked with their post's number, and their faces counted. None is kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from service.api.calls import CallIn
from service.api.documents import FILE, read_content
from service.api.paths import PostIn
from service.api.routes import COUNTED, may, routes_on
from service.api.shown import Shown
from service.registry.picture_marks import Corner
from service.registry.pictures import FACES_NOT_NAMED, count_faces, faces_not_named, label_picture
from service.registry.publishing import MOST_PEOPLE

routes = routes_on("pictures")

ContentIn = Annotated[bytes, Depends(read_content)]


class PictureFinding(Shown):
    """A hint, never a refusal."""

    code: str
    severity: str


class FacesShown(Shown):
    """How many faces were found on a picture. Some are missed: none found does not mean nobody is seen."""

    faces: int
    findings: list[PictureFinding]


@routes.post(
    "/posts/{post_id}/pictures",
    response_class=Response,
    **may("publish", requestBody=FILE, **{COUNTED: True}),
)
def label(call: CallIn, post: PostIn, content: ContentIn, corner: Corner | None = None) -> Response:
    """Return the picture or film with the post's number written in the file; 409 when it is not clear.

    JPEG, PNG, WebP, TIFF, MP4. Its pixels stay as they are; where it was taken and of whom is taken out.
    `corner` draws a code to scan there too (JPEG, PNG, WebP). Only the SHA-256 before and after is noted.
    """
    labelled = label_picture(call.ports, call.caller, post, content, corner)
    name = f'attachment; filename="picture.{labelled.ending}"'
    headers = {"Content-Disposition": name}
    return Response(labelled.content, media_type=labelled.media_type, headers=headers)


@routes.post("/pictures/faces", **may("publish", requestBody=FILE))
def faces(
    call: CallIn, content: ContentIn, named: Annotated[int | None, Query(ge=0, le=MOST_PEOPLE)] = None
) -> FacesShown:
    """Count the faces on a JPEG, PNG or WebP. Nobody is recognised, and nothing is asked of the registry.

    With `named`, how many people the post names, more faces than that are a finding.
    """
    found = count_faces(call.ports, call.caller, content)
    odd = named is not None and faces_not_named(found, named)
    findings = [PictureFinding(code=FACES_NOT_NAMED, severity="warn")] if odd else []
    return FacesShown(faces=found, findings=findings)
