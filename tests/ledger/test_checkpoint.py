"""Checkpoints and notes: the bytes of the C2SP formats, and no forged one is taken."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from service.ledger.checkpoint import Checkpoint, sign_checkpoint, verify_checkpoint
from service.ledger.failures import KeyMalformed, LedgerFailure, NoteMalformed, NoteNotSigned
from service.ledger.note import MOST_SIGNATURES, VerifierKey, sign_note, verify_note
from service.ledger.tree import leaf_hash, root_of

VECTOR = json.loads((Path(__file__).parents[1] / "vectors" / "identifiers.json").read_text())["checkpoint"]
PUBLISHED = VerifierKey.decode(VECTOR["vkey"])
NOTE: str = VECTOR["note"]
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey("exemple.ca/log", PRIVATE.public_key().public_bytes_raw())
OTHER_PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
OTHER = VerifierKey("temoin.ca/w", OTHER_PRIVATE.public_key().public_bytes_raw())
CHECKPOINT = Checkpoint("exemple.ca/log", 64, bytes(32))


def verify(public_key: bytes, signature: bytes, text: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def line_of(note: str) -> str:
    return note.rpartition("\n\n")[2]


def test_the_checkpoint_vector_holds() -> None:
    checkpoint = verify_checkpoint(NOTE, PUBLISHED, verify)
    leaves = [leaf_hash(leaf.encode()) for leaf in VECTOR["leaves_utf8"]]
    assert checkpoint == Checkpoint("registre.example.qc.ca/log", 3, root_of(leaves))
    assert (
        sign_checkpoint(checkpoint, PUBLISHED, lambda _: base64.b64decode(NOTE.rsplit(maxsplit=1)[-1])[4:])
        == NOTE
    )


def test_the_key_vector_reads_and_writes() -> None:
    assert PUBLISHED.name == "registre.example.qc.ca/log"
    assert PUBLISHED.id.hex() == "b1c590e9"
    assert PUBLISHED.encode() == VECTOR["vkey"]


@given(st.integers(0, 10**18), st.binary(min_size=32, max_size=32))
def test_a_signed_checkpoint_comes_back(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(KEY.name, size, root)
    note = sign_checkpoint(checkpoint, KEY, PRIVATE.sign)
    assert verify_checkpoint(note, KEY, verify) == checkpoint


def test_further_lines_are_kept() -> None:
    checkpoint = Checkpoint(KEY.name, 1, bytes(32), ("one", "two"))
    assert verify_checkpoint(sign_checkpoint(checkpoint, KEY, PRIVATE.sign), KEY, verify) == checkpoint


@given(st.data())
def test_one_changed_character_refuses_the_note(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(NOTE) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda each: each != NOTE[at]))
    with pytest.raises(LedgerFailure):
        verify_checkpoint(NOTE[:at] + other + NOTE[at + 1 :], PUBLISHED, verify)


@given(st.text(st.sampled_from("ab— \n+é\0")))
def test_no_other_text_is_a_note(text: str) -> None:
    with pytest.raises(LedgerFailure):
        verify_note(text, KEY, verify)


def test_witnesses_may_sign_below_and_each_finds_its_own() -> None:
    note = sign_checkpoint(CHECKPOINT, KEY, PRIVATE.sign)
    both = note + line_of(sign_note(CHECKPOINT.encode(), OTHER, OTHER_PRIVATE.sign))
    assert verify_checkpoint(both, KEY, verify) == CHECKPOINT
    assert verify_note(both, OTHER, verify) == CHECKPOINT.encode()


def test_a_key_that_did_not_sign_finds_nothing() -> None:
    with pytest.raises(NoteNotSigned):
        verify_checkpoint(sign_checkpoint(CHECKPOINT, KEY, PRIVATE.sign), OTHER, verify)


def test_a_key_of_the_same_name_or_the_same_id_alone_is_another_key() -> None:
    note = sign_checkpoint(CHECKPOINT, KEY, PRIVATE.sign)
    for other in (VerifierKey(KEY.name, OTHER.public_key), VerifierKey("autre.ca/log", KEY.public_key)):
        with pytest.raises(NoteNotSigned):
            verify_checkpoint(note, other, verify)


def test_one_false_line_of_a_known_key_refuses_the_note() -> None:
    note = sign_checkpoint(CHECKPOINT, KEY, PRIVATE.sign)
    with pytest.raises(NoteNotSigned):
        verify_checkpoint(note + line_of(sign_note("other\n", KEY, PRIVATE.sign)), KEY, verify)


def test_a_log_cannot_speak_for_another() -> None:
    note = sign_note(CHECKPOINT.encode(), OTHER, OTHER_PRIVATE.sign)
    with pytest.raises(NoteNotSigned):
        verify_checkpoint(note, OTHER, verify)
    with pytest.raises(NoteMalformed):
        sign_checkpoint(CHECKPOINT, OTHER, OTHER_PRIVATE.sign)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "exemple.ca/log\n64\n",
        "exemple.ca/log\n64\nAAAA\n",
        "exemple.ca/log\n064\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "exemple.ca/log\n-1\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "exemple.ca/log\n" + "9" * 5000 + "\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "exemple.ca/log\n٣\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "exemple.ca/log\n64\n" + base64.b64encode(bytes(32)).decode(),
        "exemple.ca/log\n64\n" + base64.b64encode(bytes(32)).decode() + "\n\n",
        "exemple.ca/log\n64\n" + base64.b64encode(bytes(32)).decode().replace("A=", "B=") + "\n",
        "exemple.ca/log\n64\nÉ\n",
    ],
)
def test_only_the_exact_form_is_a_checkpoint(text: str) -> None:
    with pytest.raises(NoteMalformed):
        Checkpoint.decode(text)


@pytest.mark.parametrize(
    "checkpoint",
    [
        Checkpoint(KEY.name, -1, bytes(32)),
        Checkpoint(KEY.name, 1, bytes(31)),
        Checkpoint(KEY.name, 1, bytes(32), ("",)),
        Checkpoint(KEY.name, 1, bytes(32), ("a\nb",)),
        Checkpoint(KEY.name, 1, bytes(32), ("\0",)),
        Checkpoint(KEY.name, 1, bytes(32), ("\ud800",)),
    ],
)
def test_what_could_not_be_read_back_is_not_signed(checkpoint: Checkpoint) -> None:
    with pytest.raises(NoteMalformed):
        sign_checkpoint(checkpoint, KEY, PRIVATE.sign)


def test_a_text_that_ends_no_line_is_not_signed() -> None:
    with pytest.raises(NoteMalformed):
        sign_note("text", KEY, PRIVATE.sign)


GOOD_LINE = line_of(sign_note("text\n", KEY, PRIVATE.sign))


@pytest.mark.parametrize(
    "note",
    [
        "text\n" + GOOD_LINE,
        "text\n\n" + GOOD_LINE.removesuffix("\n"),
        "text\n\n" + GOOD_LINE.replace("—", "-"),
        "text\n\n" + GOOD_LINE.replace(KEY.name, "a+b") + GOOD_LINE,
        "text\n\n" + GOOD_LINE.replace(KEY.name + " ", " ") + GOOD_LINE,
        "text\n\n" + GOOD_LINE.replace(" ", "\u00a0") + GOOD_LINE,
        "text\n\n— exemple.ca/log AAAA\n" + GOOD_LINE,
        "text\n\n— exemple.ca/log AAAAAA==\n" + GOOD_LINE,
        "text\n\n— exemple.ca/log A\n" + GOOD_LINE,
        "text\n\n— exemple.ca/log é\n" + GOOD_LINE,
        "te\rxt\n\n" + GOOD_LINE,
        "te\ud800xt\n\n" + GOOD_LINE,
        "text\n\n" + GOOD_LINE * (MOST_SIGNATURES + 1),
    ],
)
def test_a_malformed_note_is_refused_whole(note: str) -> None:
    with pytest.raises(NoteMalformed):
        verify_note(note, KEY, verify)


def test_sixteen_signatures_and_more_are_taken() -> None:
    assert verify_note("text\n\n" + GOOD_LINE * MOST_SIGNATURES, KEY, verify) == "text\n"


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "exemple.ca/log",
        KEY.encode().replace(KEY.id.hex(), "00000000"),
        KEY.encode().replace("exemple", "exam ple"),
        KEY.encode() + "=",
        KEY.encode()[:-4],
        "a+" + OTHER.encode(),
        "\ud800" + KEY.encode(),
        f"{KEY.name}+{KEY.id.hex()}+é",
        f"{KEY.name}+{KEY.id.hex()}+{base64.b64encode(bytes([2]) + KEY.public_key).decode()}",
    ],
)
def test_a_key_that_is_not_its_own_id_is_refused(vkey: str) -> None:
    with pytest.raises(KeyMalformed):
        VerifierKey.decode(vkey)


@pytest.mark.parametrize(("name", "size"), [("", 32), ("a b", 32), ("a+b", 32), ("a\x01", 32), ("a", 31)])
def test_a_key_has_a_plain_name_and_32_bytes(name: str, size: int) -> None:
    with pytest.raises(KeyMalformed):
        VerifierKey(name, bytes(size))
