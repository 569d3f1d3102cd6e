"""Originals of signed forms, byte for byte, and the history of an authorization."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import Depends, Request, Response

from service.api.calls import CallIn
from service.api.consents_shown import DocumentShown
from service.api.paths import ConsentIn
from service.api.routes import MULTIPART, may, routes_on
from service.http.bodies import read_file
from service.registry.documents import ENDINGS, attach_document, read_document
from service.registry.sealed_forms import make_receipt, read_sealed

routes = routes_on("consents")

FILE: Final = {
    "required": True,
    "content": {
        MULTIPART: {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        }
    },
}


async def read_content(request: Request) -> bytes:
    """Read the file that was sent, in memory alone."""
    return await read_file(request.headers, await request.body())


@routes.put("/consents/{consent_id}/document", **may("change_consents", requestBody=FILE))
def attach(
    call: CallIn, consent: ConsentIn, content: Annotated[bytes, Depends(read_content)]
) -> DocumentShown:
    """Keep an original (PDF, JPEG, PNG, TIFF); the same file again changes nothing."""
    document = attach_document(call.ports, call.caller, consent, content)
    return DocumentShown.of(document, call.ports)


@routes.get("/consents/{consent_id}/document", response_class=Response, **may("change_consents"))
def fetch(
    call: CallIn,
    consent: ConsentIn,
    sha256: str | None = None,
    kind: Literal["original", "sealed"] = "original",
) -> Response:
    """Return an original as it was received (the last one, or the one of this SHA-256), or the sealed form.

    The sealed form is a PDF of what was signed and how, made once after confirmation; 409 before that.
    """
    if kind == "sealed":
        return pdf(read_sealed(call.ports, call.caller, consent), "document.pdf")
    document, content = read_document(call.ports, call.caller, consent, sha256)
    name = f'attachment; filename="document.{ENDINGS[document.media_type]}"'
    headers = {"Content-Disposition": name}
    return Response(content, media_type=document.media_type, headers=headers)


@routes.get("/consents/{consent_id}/receipt.pdf", response_class=Response, **may("change_consents"))
def receipt(call: CallIn, consent: ConsentIn, language: Literal["fr", "en"] | None = None) -> Response:
    """Return the receipt for the person, as the authorization stands now; in its own language, or another."""
    return pdf(make_receipt(call.ports, call.caller, consent, language), "receipt.pdf")


def pdf(content: bytes, name: str) -> Response:
    """Answer with a PDF to be saved; its name tells nothing."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)
