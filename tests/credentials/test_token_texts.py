"""Tokens as text: an address, a code, and the segments of a QR code small enough to print."""

import io
from typing import Final, Literal

import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from qrcode import util
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pil import PilImage

from service.credentials.base45 import decode_base45, encode_base45
from service.credentials.refusals import TextMalformed
from service.credentials.token_texts import (
    LARGEST_QR,
    Segment,
    longest_public_url,
    qr_modules,
    qr_version,
    read_text,
    segments_of,
    to_address,
    to_code,
)
from service.credentials.tokens import MOST_BYTES
from tests.credentials.corpus import TOKEN
from tests.credentials.minting import PUBLISHED
from tests.credentials.token_text import address_of, code_of, token_in

URL = "https://registre.example.qc.ca"
TOKENS = st.binary(min_size=1, max_size=MOST_BYTES)
MODES: Final[dict[str, Literal[1, 2, 4]]] = {"byte": 4, "numeric": 1, "alphanumeric": 2}
PIXELS = 4
"""A module, in print and on screen."""


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
    ],
)
def test_base45_is_that_of_rfc_9285(content: bytes, text: str) -> None:
    assert encode_base45(content) == text
    assert decode_base45(text) == content


@pytest.mark.parametrize("text", ["GGW", "::", "A", "AAAA", "bb8", "BB_", "É00"])
def test_base45_of_no_bytes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base45"):
        decode_base45(text)


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=12))
def test_base45_has_one_spelling(text: str) -> None:
    try:
        content = decode_base45(text)
    except ValueError:
        return
    assert encode_base45(content) == text


@given(TOKENS)
def test_what_is_written_is_read_back_by_two_programs(token: bytes) -> None:
    assert to_address(token, URL) == address_of(token)
    assert to_code(token) == code_of(token)
    for text in (address_of(token), code_of(token)):
        assert read_text(text) == token_in(text) == token


def test_the_published_code_is_written_the_same() -> None:
    assert to_code(bytes.fromhex(PUBLISHED["cose_sign1"])) == PUBLISHED["text"]


def test_the_address_bears_the_token_after_the_hash_alone() -> None:
    page, _, number = to_address(TOKEN, URL + "/").partition("#")
    assert page == URL + "/v"
    assert number.isdigit()


@given(st.text())
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(TextMalformed):
        read_text(text)


def test_an_endless_text_is_refused_before_it_is_read() -> None:
    assert read_text("https://" + "r" * 1500 + to_address(TOKEN, "")) == TOKEN
    with pytest.raises(TextMalformed):
        read_text("https://" + "r" * 2048 + to_address(TOKEN, ""))
    with pytest.raises(TextMalformed):
        read_text("CAC1:" + "0" * 30_000_000)


def drawn(segments: tuple[Segment, ...]) -> qrcode.QRCode[PilImage]:
    code = qrcode.QRCode(None, ERROR_CORRECT_M, PIXELS, 4, PilImage, 3)
    for segment in segments:
        code.add_data(util.QRData(segment.text.encode(), mode=MODES[segment.mode]), optimize=0)
    code.make(fit=True)
    return code


@pytest.mark.parametrize(
    "text", [to_address(TOKEN, URL), to_code(TOKEN), to_address(TOKEN, "http://127.0.0.1:8000")]
)
def test_a_qr_code_is_as_large_as_was_said_and_at_most_version_nine(text: str) -> None:
    version = qr_version(segments_of(text))
    code = drawn(segments_of(text))
    assert version == code.version
    assert version is not None
    assert version <= LARGEST_QR
    assert len(code.get_matrix()) == qr_modules(version) + 8


def test_the_longest_address_of_the_registry_still_fits_and_one_more_character_does_not() -> None:
    url = "https://" + "r" * (longest_public_url() - len("https://"))
    largest = b"\xff" * MOST_BYTES
    assert len(url) >= len(URL)
    assert qr_version(segments_of(to_address(largest, url))) == LARGEST_QR
    assert qr_version(segments_of(to_address(largest, url + "r"))) is None


@pytest.mark.parametrize("text", [to_address(TOKEN, URL), to_code(TOKEN)])
def test_a_qr_code_is_read_after_a_networks_jpeg_and_resizing(text: str) -> None:
    picture = drawn(segments_of(text)).make_image().get_image().convert("L")
    posted = Image.new("L", (1080, 1080), 255)
    posted.paste(
        picture.resize((2 * picture.width, 2 * picture.height), Image.Resampling.NEAREST), (100, 100)
    )
    kept = io.BytesIO()
    posted.resize((648, 648), Image.Resampling.LANCZOS).save(kept, "JPEG", quality=50)
    read = zxingcpp.read_barcodes(Image.open(kept))
    assert [each.text for each in read] == [text]


@pytest.mark.parametrize("size", range(1, 8))
@pytest.mark.parametrize("mode", ["byte", "numeric", "alphanumeric"])
def test_the_bits_of_a_segment_are_those_the_library_writes(mode: str, size: int) -> None:
    segment = Segment(mode, "1" * size)  # type: ignore[arg-type]  # the three modes, one after the other
    data = util.QRData(segment.text.encode(), mode=MODES[mode])
    buffer = util.BitBuffer()
    data.write(buffer)
    assert segment.bits == 4 + util.length_in_bits(MODES[mode], 9) + len(buffer)
