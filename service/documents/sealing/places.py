"""Makes room for a seal in a tagged PDF before it is sealed, so that sealing changes nothing a reader sees.

A signature field added by the act of signing is in no structure element, and breaks PDF/UA and PDF/A. Here it
is one beforehand: no size, hidden nowhere, said aloud by its name. What a check of the seal needs (the
certificates above, the list of revoked ones) is laid down before too: the seal then covers the whole file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from service.documents.sheets.stream_ends import save_ended

SEAL: Final = "Sceau"
TIME_STAMP: Final = "Horodatage"
PRINTED_AND_LOCKED: Final = 4 + 128
"""Annotation flags: printed, locked (ISO 32000-1, table 165)."""


@dataclass(frozen=True, slots=True)
class Room:
    """A signature field: its name, and what a screen reader says of it."""

    name: str
    said: str


def make_room(
    content: bytes,
    rooms: Sequence[Room],
    certificates: Sequence[bytes],
    revoked: Sequence[bytes],
    moved: int = 0,
) -> bytes:
    """Return the tagged PDF with empty signature fields, and what proves the certificates (DER).

    `moved`: by how many empty objects all others are moved, for a table of places that ends otherwise.
    """
    with Pdf.open(BytesIO(content)) as pdf:
        fields = [_field(pdf, room) for room in rooms]
        # SigFlags 3: there are signatures, and the file only ever grows (ISO 32000-1, table 219).
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(fields), SigFlags=3))
        if certificates or revoked:
            pdf.Root.DSS = pdf.make_indirect(
                Dictionary(Type=Name.DSS, Certs=_streams(pdf, certificates), CRLs=_streams(pdf, revoked))
            )
        return save_ended(pdf, moved)


def _field(pdf: Pdf, room: Room) -> Object:
    """Put one field on the first page and in the tree, as the last thing read."""
    tree, page = pdf.Root.StructTreeRoot, pdf.pages[0].obj
    key = int(tree.ParentTreeNextKey)
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(room.name),
            TU=String(room.said),
            Rect=Array([0, 0, 0, 0]),
            F=PRINTED_AND_LOCKED,
            P=page,
            StructParent=key,
        )
    )
    document = tree.K
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=document, Alt=String(room.said))
    )
    element.K = Dictionary(Type=Name.OBJR, Pg=page, Obj=field)
    document.K = Array([*_kids(document), element])
    tree.ParentTree.Nums = Array([*tree.ParentTree.Nums, key, element])
    tree.ParentTreeNextKey = key + 1
    page.Annots = Array([*page.get("/Annots", []), field])
    return field


def _kids(element: Object) -> list[Object]:
    kids = element.K
    return list(kids) if isinstance(kids, Array) else [kids]


def _streams(pdf: Pdf, contents: Sequence[bytes]) -> Array:
    return Array([pdf.make_indirect(Stream(pdf, content)) for content in contents])
