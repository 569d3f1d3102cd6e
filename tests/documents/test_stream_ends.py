"""No stream of what we write ends on a carriage return, however its bytes fall.

Seen to fail: saved once, without a second try. Sealed once only, documents 337, 389 and 703 read short.
"""

from functools import cache
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest

from service.documents.sheets.stream_ends import ended, mend_ends, reads_short, save_ended
from tests.documents.cabinet import NUMBER, sealer, subject, writer


def drawn(number: int) -> bytes:
    """A page whose content and count of objects differ with the number."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = pikepdf.Stream(pdf, f"% {number * 7919}".encode())
        pdf.Root.Kept = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(N=number))])
        mend_ends(pdf)
        return save_ended(pdf)


def test_no_document_reads_short() -> None:
    assert [number for number in range(600) if reads_short(drawn(number))] == []


def test_a_text_is_attached_as_it_is_but_for_one_byte_in_256() -> None:
    texts = [sha256(b"%d" % number).digest() for number in range(2_000)]
    grown = [text for text in texts if ended(text) != text]
    assert 0 < len(grown) < 30
    assert all(ended(text) == text + b"\n" for text in grown)


@cache
def tagged() -> bytes:
    return writer().write_receipt(subject(), "fr")


@pytest.mark.long
def test_no_sealed_document_reads_short() -> None:
    for number in range(120):
        with pikepdf.open(BytesIO(tagged())) as pdf:
            pdf.Root.Kept = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary()) for _ in range(number)])
            document = save_ended(pdf)
        assert not reads_short(sealer().seal(document, NUMBER, "fr")), number
