"""Sealed files: byte for byte, or not at all."""

import hashlib
import os

import pytest

from service.vault.blobs import CHUNK_BYTES, open_blob, seal_blob
from service.vault.failures import SealBroken, TooLarge
from service.vault.sealing import Place, Sealer

SEALER = Sealer(bytes(range(32)))
PLACE = Place("blob", 7, "scan", 1)
HEAD = 1 + 29 + 32
SEALED_CHUNK = CHUNK_BYTES + 16
THREE_CHUNKS = os.urandom(2 * CHUNK_BYTES + 100)


def test_the_sealed_bytes_are_frozen() -> None:
    sealed = seal_blob(SEALER, bytes(2 * 65536 + 1), PLACE, bytes)
    assert len(sealed) == 62 + 2 * 65552 + 17
    assert sealed[:14].hex() == "0301" + "00" * 12
    assert (
        hashlib.sha256(sealed).hexdigest()
        == "caa51b2f26b11db7cee57377707e7875e607813e8f64d866913ef2e8c8e98389"
    )


@pytest.mark.parametrize("length", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_a_file_comes_back_byte_for_byte(length: int) -> None:
    content = os.urandom(length)
    assert open_blob(SEALER, seal_blob(SEALER, content, PLACE, os.urandom), PLACE) == content


def test_the_largest_file_fits_and_one_byte_more_does_not() -> None:
    content = bytes(50 * 1024 * 1024)
    assert open_blob(SEALER, seal_blob(SEALER, content, PLACE, os.urandom), PLACE) == content
    with pytest.raises(TooLarge):
        seal_blob(SEALER, content + b"\0", PLACE, os.urandom)


def chunks_of(sealed: bytes) -> tuple[bytes, list[bytes]]:
    return sealed[:HEAD], [sealed[at : at + SEALED_CHUNK] for at in range(HEAD, len(sealed), SEALED_CHUNK)]


@pytest.mark.parametrize(
    "order",
    [[], [0], [0, 1], [1, 0, 2], [0, 0, 1, 2], [0, 2], [0, 1, 2, 2], [0, 1, 1], [2]],
    ids=str,
)
def test_chunks_cut_swapped_repeated_or_left_out_do_not_open(order: list[int]) -> None:
    head, chunks = chunks_of(seal_blob(SEALER, THREE_CHUNKS, PLACE, os.urandom))
    with pytest.raises(SealBroken):
        open_blob(SEALER, head + b"".join(chunks[i] for i in order), PLACE)


def test_chunks_of_another_file_do_not_fit() -> None:
    head, chunks = chunks_of(seal_blob(SEALER, THREE_CHUNKS, PLACE, os.urandom))
    _, others = chunks_of(seal_blob(SEALER, THREE_CHUNKS, PLACE, os.urandom))
    with pytest.raises(SealBroken):
        open_blob(SEALER, head + chunks[0] + others[1] + chunks[2], PLACE)


@pytest.mark.parametrize("kept", [0, 1, HEAD - 1, HEAD, HEAD + 5, HEAD + 15, -1])
def test_a_file_cut_anywhere_does_not_open(kept: int) -> None:
    sealed = seal_blob(SEALER, b"paper", PLACE, os.urandom)
    with pytest.raises(SealBroken):
        open_blob(SEALER, sealed[:kept], PLACE)


@pytest.mark.parametrize("byte", [0, 1, 20, HEAD, HEAD + 4, -1])
def test_one_changed_byte_breaks_the_seal(byte: int) -> None:
    sealed = bytearray(seal_blob(SEALER, b"paper", PLACE, os.urandom))
    sealed[byte] ^= 1
    with pytest.raises(SealBroken):
        open_blob(SEALER, bytes(sealed), PLACE)


def test_a_file_given_to_another_person_does_not_open() -> None:
    with pytest.raises(SealBroken):
        open_blob(SEALER, seal_blob(SEALER, b"paper", PLACE, os.urandom), PLACE._replace(row=8))
