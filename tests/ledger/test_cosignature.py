"""Cosignatures: the bytes of C2SP tlog-cosignature, and only true ones of known witnesses count."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ledger.checkpoint import Checkpoint, sign_checkpoint, verify_checkpoint
from service.ledger.cosignature import (
    CosignerKey,
    Witnessing,
    add_cosignatures,
    cosign,
    verify_cosignatures,
    verify_witnessed,
)
from service.ledger.failures import (
    KeyMalformed,
    LedgerFailure,
    NoteMalformed,
    NoteNotSigned,
    TooFewWitnesses,
)
from service.ledger.note import MOST_SIGNATURES, VerifierKey, write_line
from tests.support.log_keys import private_key, public_key, verify

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "transparency-logs.json").read_text())
PUBLIC = VECTORS["cosigned"]
PUBLIC_LOG = VerifierKey.decode(PUBLIC["log_vkey"])
PUBLIC_WITNESSES = tuple(CosignerKey.decode(each) for each in PUBLIC["witness_vkeys"])
LOG = VerifierKey("exemple.ca/log", public_key(1))
WITNESSES = tuple(CosignerKey(f"temoin{n}.ca/w", public_key(n)) for n in (2, 3, 4))
TEXT = Checkpoint(LOG.name, 64, bytes(32)).encode()
SIGNED = sign_checkpoint(Checkpoint.decode(TEXT), LOG, private_key(1).sign)


def line(number: int, at: int, text: str = TEXT) -> str:
    return cosign(text, WITNESSES[number - 2], private_key(number).sign, at)


BOTH = SIGNED + line(2, 1_700_000_000) + line(3, 1_700_000_001)


def test_four_public_witnesses_cosigned_a_public_log() -> None:
    witnessed = verify_witnessed(PUBLIC["note"], Witnessing(PUBLIC_LOG, PUBLIC_WITNESSES, 4), verify)
    assert witnessed.checkpoint.size == 1_432_088_532
    assert witnessed.times == dict.fromkeys(PUBLIC_WITNESSES, PUBLIC["time"])


def test_the_time_is_where_other_programs_read_it() -> None:
    blob = base64.b64decode(VECTORS["timestamp"]["signature"])
    assert int.from_bytes(blob[4:12], "big") == VECTORS["timestamp"]["time"]
    ours = base64.b64decode(line(2, VECTORS["timestamp"]["time"]).split()[-1])
    assert (len(ours), ours[4:12]) == (len(blob), blob[4:12])


def test_a_witness_key_is_not_a_log_key() -> None:
    written = WITNESSES[0].encode()
    assert CosignerKey.decode(written) == WITNESSES[0]
    assert WITNESSES[0].id != VerifierKey(WITNESSES[0].name, public_key(2)).id
    with pytest.raises(KeyMalformed):
        VerifierKey.decode(written)
    with pytest.raises(KeyMalformed):
        CosignerKey.decode(LOG.encode())


def test_what_is_signed_is_the_specifications_text() -> None:
    signed: list[bytes] = []

    def sign(text: bytes) -> bytes:
        signed.append(text)
        return bytes(64)

    cosign(TEXT, WITNESSES[0], sign, 1_679_315_147)
    assert signed == [b"cosignature/v1\ntime 1679315147\n" + TEXT.encode()]


@given(st.integers(0, 2**63 - 1))
def test_a_cosignature_comes_back_with_its_time(at: int) -> None:
    note = SIGNED + line(2, at)
    assert verify_cosignatures(note, WITNESSES, verify) == {WITNESSES[0]: at}
    assert verify_checkpoint(note, LOG, verify) == Checkpoint.decode(TEXT)


def test_the_last_of_several_times_counts() -> None:
    note = SIGNED + line(2, 5) + line(2, 9) + line(2, 7)
    assert verify_cosignatures(note, WITNESSES, verify) == {WITNESSES[0]: 9}


@pytest.mark.parametrize("at", [-1, 2**63])
def test_a_time_that_cannot_be_is_not_signed(at: int) -> None:
    with pytest.raises(NoteMalformed):
        line(2, at)


def test_only_a_checkpoint_is_cosigned() -> None:
    with pytest.raises(NoteMalformed):
        line(2, 0, "text\n")


@pytest.mark.parametrize(
    "signature",
    [
        private_key(2).sign(TEXT.encode()),
        bytes(8) + private_key(2).sign(TEXT.encode()),
        bytes(72),
        base64.b64decode(line(2, 5).split()[-1])[4:] + b"\0",
        base64.b64decode(line(2, 5).split()[-1])[5:],
        b"\xff" + base64.b64decode(line(2, 5).split()[-1])[5:],
        base64.b64decode(line(2, 5, TEXT.replace("64", "65")).split()[-1])[4:],
    ],
    ids=["plain", "no time", "nothing", "too long", "too short", "far time", "other text"],
)
def test_one_false_line_of_a_known_witness_refuses_the_note(signature: bytes) -> None:
    note = BOTH + write_line(WITNESSES[0], signature)
    with pytest.raises(NoteNotSigned):
        verify_cosignatures(note, WITNESSES, verify)
    with pytest.raises(NoteNotSigned):
        verify_witnessed(note, Witnessing(LOG, WITNESSES, 1), verify)
    assert verify_cosignatures(note, WITNESSES[1:], verify) == {WITNESSES[1]: 1_700_000_001}


def by_hand(at: int, text: str) -> str:
    """A line as a witness that keeps to no rule would sign it."""
    message = f"cosignature/v1\ntime {at}\n{text}".encode()
    return write_line(WITNESSES[0], at.to_bytes(8, "big") + private_key(2).sign(message))


def test_a_time_beyond_the_specification_is_refused_though_truly_signed() -> None:
    assert verify_cosignatures(SIGNED + by_hand(2**63 - 1, TEXT), WITNESSES, verify)
    with pytest.raises(NoteNotSigned):
        verify_cosignatures(SIGNED + by_hand(2**63, TEXT), WITNESSES, verify)


@pytest.mark.parametrize("length", [1, 8, 71, 73])
def test_what_is_no_whole_cosignature_is_never_held_to_a_key(length: int) -> None:
    note = SIGNED + write_line(WITNESSES[0], bytes(length))
    with pytest.raises(NoteNotSigned):
        verify_cosignatures(note, WITNESSES, lambda *_: True)


def test_an_answer_that_signs_a_longer_text_adds_nothing() -> None:
    longer = f"{TEXT}\nmore\n"
    with pytest.raises(NoteMalformed):
        add_cosignatures(SIGNED, f"more\n\n{by_hand(5, longer)}", WITNESSES, verify)


def test_as_many_witnesses_as_asked_for_must_have_signed() -> None:
    assert len(verify_witnessed(BOTH, Witnessing(LOG, WITNESSES, 2), verify).times) == 2
    for enough, known in ((3, WITNESSES), (2, WITNESSES[1:]), (1, ())):
        with pytest.raises(TooFewWitnesses):
            verify_witnessed(BOTH, Witnessing(LOG, known, enough), verify)


def test_one_key_under_two_names_is_one_witness() -> None:
    twin = CosignerKey("jumeau.ca/w", public_key(2))
    note = SIGNED + line(2, 5) + cosign(TEXT, twin, private_key(2).sign, 5)
    with pytest.raises(TooFewWitnesses):
        verify_witnessed(note, Witnessing(LOG, (*WITNESSES, twin), 2), verify)


def test_witnesses_do_not_stand_for_the_log() -> None:
    note = f"{TEXT}\n{line(2, 5)}{line(3, 5)}"
    with pytest.raises(NoteNotSigned):
        verify_witnessed(note, Witnessing(LOG, WITNESSES, 2), verify)


def test_an_answer_adds_the_lines_of_known_witnesses_alone() -> None:
    answer = line(2, 5) + line(3, 5) + line(4, 5)
    note = add_cosignatures(SIGNED, answer, WITNESSES[:2], verify)
    assert note == SIGNED + line(2, 5) + line(3, 5)


def test_a_new_answer_takes_the_place_of_the_old_one() -> None:
    note = add_cosignatures(BOTH, line(2, 1_800_000_000), WITNESSES, verify)
    assert note == SIGNED + line(3, 1_700_000_001) + line(2, 1_800_000_000)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "\n",
        "no\n",
        line(2, 5).removesuffix("\n"),
        "more\n\n" + line(2, 5),
        line(2, 5) + "\n" + line(3, 5),
        line(2, 5, TEXT.replace("64", "65")),
        line(2, 5).replace(" ", "  "),
    ],
)
def test_an_answer_that_is_not_only_true_lines_adds_nothing(answer: str) -> None:
    with pytest.raises((NoteMalformed, NoteNotSigned)):
        add_cosignatures(SIGNED, answer, WITNESSES, verify)


def test_a_note_takes_no_more_lines_than_a_reader_does() -> None:
    full = SIGNED + write_line(VerifierKey("autre.ca/log", public_key(9)), bytes(64)) * (MOST_SIGNATURES - 1)
    with pytest.raises(NoteMalformed):
        add_cosignatures(full, line(2, 5), WITNESSES, verify)


@given(st.data())
def test_one_changed_character_refuses_the_cosigned_note(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(BOTH) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda each: each != BOTH[at]))
    with pytest.raises(LedgerFailure):
        verify_witnessed(BOTH[:at] + other + BOTH[at + 1 :], Witnessing(LOG, WITNESSES, 2), verify)


def test_one_changed_byte_of_the_public_checkpoint_is_refused() -> None:
    lines = PUBLIC["note"].splitlines(keepends=True)
    note = "".join(lines[:4] + lines[5:]).encode()
    whom = Witnessing(PUBLIC_LOG, PUBLIC_WITNESSES, 4)
    verify_witnessed(note.decode(), whom, verify)
    for at in range(len(note)):
        changed = note[:at] + bytes([note[at] ^ 1]) + note[at + 1 :]
        with pytest.raises((LedgerFailure, UnicodeDecodeError)):
            verify_witnessed(changed.decode(), whom, verify)
