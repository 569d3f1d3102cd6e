"""Makes a drawn PDF fit for screen readers (PDF/UA-1, ISO 14289) and archives (PDF/A, ISO 19005).

The drawing marks its content by numbers; here the numbers get their tree, and the file its declarations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from service.documents.sheets.stream_ends import mend_ends, save_ended

_PROFILE: Final = Path(__file__).parent.parent / "srgb.icc"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of content: the page it is on, counted from 0, and its number there."""

    page: int
    number: int


@dataclass(slots=True)
class Element:
    """One element of the tree. `role` is a standard structure type; a field says what is filled in there."""

    role: str
    kids: list[Element | Mark] = field(default_factory=list)
    alt: str = ""
    field_role: str = ""
    """`cb` (a box), `tv` (something to write): ISO 32000-1, table 348."""
    ticked: bool = False
    scope: str = ""
    """Of a TH: Row or Column."""

    def on_page(self, page: int) -> Element:
        """Return the same element, and all in it, on another page."""
        kids: list[Element | Mark] = [
            kid.on_page(page) if isinstance(kid, Element) else Mark(page, kid.number) for kid in self.kids
        ]
        return replace(self, kids=kids)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along inside a PDF: its name, bytes and media type, what it is, when it was made."""

    name: str
    content: bytes = field(repr=False)
    media_type: str
    said: str
    made_at: datetime


def tag(
    content: bytes,
    root: Element,
    title: str,
    language: str,
    *,
    claimed: bool = True,
    attached: Attachment | None = None,
) -> bytes:
    """Return the PDF with its tree, language, title and colours; `claimed`: it says that it conforms.

    With a file attached it is PDF/A-3a: part 2 takes none.
    """
    with Pdf.open(BytesIO(content)) as pdf:
        _add_tree(pdf, root)
        _declare(pdf, title, language, _claims(part=3 if attached else 2) if claimed else "")
        if attached:
            _attach(pdf, attached)
        _mend_fonts(pdf)
        mend_ends(pdf)
        return save_ended(pdf)


def _add_tree(pdf: Pdf, root: Element) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: dict[int, dict[int, Object]] = defaultdict(dict)
    pages = [page.obj for page in pdf.pages]
    tree.K = _element(pdf, root, tree, pages, owners)
    numbers = Array()
    for place, page in enumerate(pages):
        page.StructParents = place
        marked = owners[place]
        numbers.append(place)
        numbers.append(pdf.make_indirect(Array([marked[number] for number in range(len(marked))])))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree


def _element(
    pdf: Pdf, element: Element, parent: Object, pages: Sequence[Object], owners: dict[int, dict[int, Object]]
) -> Object:
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.role), P=parent))
    if element.alt:
        made.Alt = String(element.alt)
    attributes = _attributes(element)
    if attributes is not None:
        made.A = attributes
    kids = Array()
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_element(pdf, kid, made, pages, owners))
            continue
        owners[kid.page][kid.number] = made
        kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid.page], MCID=kid.number))
    made.K = kids[0] if len(kids) == 1 else kids
    return made


def _attributes(element: Element) -> Dictionary | None:
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
    if not element.field_role:
        return None
    attributes = Dictionary(O=Name.PrintField, Role=Name("/" + element.field_role), Desc=String(element.alt))
    if element.field_role == "cb":
        attributes.checked = Name.on if element.ticked else Name.off
    return attributes


def _attach(pdf: Pdf, one: Attachment) -> None:
    """Put the file beside the document as its data (ISO 32000-2, 14.13)."""
    stream = Stream(pdf, one.content)
    stream.Type, stream.Subtype = Name.EmbeddedFile, Name(f"/{one.media_type}")
    made = one.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    stream.Params = Dictionary(Size=len(one.content), ModDate=String(made))
    held = pdf.make_indirect(stream)
    named = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(one.name),
            UF=String(one.name),
            EF=Dictionary(F=held, UF=held),
            AFRelationship=Name.Data,
            Desc=String(one.said),
        )
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(one.name), named])))
    pdf.Root.AF = Array([named])


def _claims(part: int) -> str:
    return _CLAIMS.format(part=part)


def _declare(pdf: Pdf, title: str, language: str, claims: str) -> None:
    root = pdf.Root
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String("fr-CA" if language == "fr" else "en-CA")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = Stream(pdf, _PROFILE.read_bytes(), N=3)
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )
    packet = _METADATA.format(title=escape(title), claims=claims)
    metadata = Stream(pdf, packet.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = pdf.make_indirect(metadata)
    for page in pdf.pages:
        page.obj.Tabs = Name.S
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))


def _mend_fonts(pdf: Pdf) -> None:
    """Let the unused glyph 0 stand for U+FFFD, since PDF/A takes no character zero."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/ToUnicode" in thing:
            stream = thing.ToUnicode
            stream.write(stream.read_bytes().replace(b"<0000>", b"<FFFD>"))


_CLAIMS: Final = """
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""

_METADATA: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{claims}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
