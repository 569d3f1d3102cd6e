"""XMP packets: written anew each time, with nothing of the old one but rights, credit and panorama.

A white list, because names of people shown, places and ages stand in dozens of fields (PersonInImage,
regions, keywords, captions, MinorModelAgeDisclosure, editing history). Creator, credit and copyright notice
are kept as text: they are the author's (Copyright Act, s. 14.1 and 41.22).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from service.documents.pictures.release import MOST_NUMBERS, Release

PLUS: Final = "http://ns.useplus.org/ldf/xmp/1.0/"
RIGHTS: Final = "http://ns.adobe.com/xap/1.0/rights/"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"
_IPTC: Final = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_PANORAMA: Final = "http://ns.google.com/photos/1.0/panorama/"
_ID: Final = f"{{{PLUS}}}ModelReleaseID"
_STATUS: Final = f"{{{PLUS}}}ModelReleaseStatus"
_WEB: Final = f"{{{RIGHTS}}}WebStatement"
_KEPT: Final = {
    (_DC, "rights"): "Alt",
    (_DC, "creator"): "Seq",
    (RIGHTS, "UsageTerms"): "Alt",
    (RIGHTS, "Owner"): "Bag",
    (RIGHTS, "Marked"): "",
    (_PHOTOSHOP, "Credit"): "",
    (_IPTC, "DigitalSourceType"): "",
} | {
    (_PANORAMA, f"{name}"): ""
    for name in (
        "ProjectionType",
        "UsePanoramaViewer",
        "CroppedAreaImageWidthPixels",
        "CroppedAreaImageHeightPixels",
        "FullPanoWidthPixels",
        "FullPanoHeightPixels",
        "CroppedAreaLeftPixels",
        "CroppedAreaTopPixels",
    )
}
"""What is kept of an old packet, and how XMP lists it: one text, several, or one per language."""
_MOST_VALUES: Final = 20
_LONGEST: Final = 1000
_HEAD: Final = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_TAIL: Final = '\n<?xpacket end="w"?>'


def write_packet(release: Release, old: bytes | None) -> bytes:
    """Write the packet of a release; `old` is the packet that stood in the file before."""
    numbers = _listed("Bag", release.numbers)
    fields = [
        f'<p:ModelReleaseID xmlns:p="{PLUS}">{numbers}</p:ModelReleaseID>',
        f'<p:ModelReleaseStatus xmlns:p="{PLUS}">{escape(release.status or "")}</p:ModelReleaseStatus>',
        f'<p:WebStatement xmlns:p="{RIGHTS}">{escape(release.web_statement or "")}</p:WebStatement>',
        *_kept_fields(old),
    ]
    body = "\n".join(fields)
    rdf = (
        f'<rdf:RDF xmlns:rdf="{_RDF[1:-1]}"><rdf:Description rdf:about="">{body}</rdf:Description></rdf:RDF>'
    )
    return f'{_HEAD}<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>{_TAIL}'.encode()


def read_packet(packet: bytes | None) -> Release | None:
    """Return what a packet says of releases, or None when it says nothing or cannot be read."""
    described = list(_described(packet))
    numbers = [text for each in described for text in _values(each, _ID)][:MOST_NUMBERS]
    status = [text for each in described for text in _values(each, _STATUS)]
    web = [text for each in described for text in _values(each, _WEB)]
    if not (numbers or status or web):
        return None
    return Release(tuple(numbers), web[0] if web else None, status[0] if status else None)


def _kept_fields(old: bytes | None) -> Iterator[str]:
    described = list(_described(old))
    for (space, name), kind in _KEPT.items():
        values = [text for each in described for text in _values(each, f"{{{space}}}{name}")]
        if values:
            listed = _listed(kind, values[:_MOST_VALUES]) if kind else escape(values[0])
            yield f"<k:{name} xmlns:k={quoteattr(space)}>{listed}</k:{name}>"


def _listed(kind: str, values: list[str] | tuple[str, ...]) -> str:
    if kind == "Alt":
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(values[0])}</rdf:li></rdf:Alt>'
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<rdf:{kind}>{items}</rdf:{kind}>"


def _described(packet: bytes | None) -> Iterator[ET.Element]:
    """Return the descriptions of a packet; of one that is too long, broken or declares entities, none."""
    if packet is None:
        return
    try:
        text = packet.decode("utf-8-sig").strip("\x00 \r\n\t")
        if "<!" in text:
            return
        root = ET.fromstring(text)  # noqa: S314 - no entity can be declared: « <! » is refused above
    except (UnicodeDecodeError, ET.ParseError, ValueError):
        return
    for tree in root.iter(f"{_RDF}RDF"):
        yield from tree.findall(f"{_RDF}Description")


def _values(described: ET.Element, name: str) -> list[str]:
    """Return the texts of a property, whichever way it is written."""
    texts = [described.get(name)]
    for element in described.findall(name):
        items = element.findall(f"*/{_RDF}li")
        texts += [item.text for item in items] if items else [element.get(f"{_RDF}resource") or element.text]
    return [text.strip()[:_LONGEST] for text in texts if text and text.strip()]
