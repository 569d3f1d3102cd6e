"""Proof files: the text of C2SP tlog-proof, checked offline against keys that one already trusts."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ledger.checkpoint import Checkpoint, sign_checkpoint
from service.ledger.cosignature import CosignerKey, Witnessing, cosign
from service.ledger.failures import LedgerFailure, ProofFileMalformed, ProofInvalid, TooFewWitnesses
from service.ledger.leaf import canonical_event, entry_for
from service.ledger.log_proof import ProofFile, verify_proof_file, verify_receipt, write_receipt
from service.ledger.note import VerifierKey, encode_base64
from service.ledger.proofs import prove_inclusion
from service.ledger.tree import leaf_hash, nodes_over, root_of
from tests.support.log_keys import private_key, public_key, verify

TESSERA = json.loads((Path(__file__).parents[1] / "vectors" / "transparency-logs.json").read_text())[
    "tessera_log"
]
LOG = VerifierKey("exemple.ca/log", public_key(1))
WITNESSES = tuple(CosignerKey(f"temoin{n}.ca/w", public_key(n)) for n in (2, 3))
WHOM = Witnessing(LOG, WITNESSES, 2)
SECRET = bytes(range(32))
EVENT = canonical_event({"kind": "consent_signed", "nom": "Zoé"})
PLACE = 5
LEAVES = [leaf_hash(bytes([n])) for n in range(40)]
SHORT = bytes(range(1, 32))
LEAVES[PLACE + 1] = leaf_hash(entry_for(SHORT, b""))
LEAVES[PLACE] = leaf_hash(entry_for(SECRET, EVENT))
HEADER = "c2sp.org/tlog-proof@v1\n"
HASH = [hashlib.sha256(each).digest() for each in (b"hash1", b"hash2")]


def cosigned(size: int) -> str:
    told = Checkpoint(LOG.name, size, root_of(LEAVES[:size]))
    note = sign_checkpoint(told, LOG, private_key(1).sign)
    lines = [
        cosign(told.encode(), key, private_key(n).sign, 100 + n) for n, key in enumerate(WITNESSES, start=2)
    ]
    return "".join((note, *lines))


def proof_file(index: int, size: int) -> ProofFile:
    return ProofFile(index, prove_inclusion(nodes_over(LEAVES), index, size).hashes, cosigned(size))


FILE = proof_file(PLACE, 37)
RECEIPT = write_receipt(SECRET, EVENT, FILE)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            ProofFile(5, tuple(HASH), "test checkpoint\n"),
            f"{HEADER}index 5\n{encode_base64(HASH[0])}\n{encode_base64(HASH[1])}\n\ntest checkpoint\n",
        ),
        (
            ProofFile(10, (HASH[0],), "checkpoint\n", b"extra information"),
            f"{HEADER}extra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 10\n{encode_base64(HASH[0])}\n\ncheckpoint\n",
        ),
        (ProofFile(0, (), "checkpoint\n"), f"{HEADER}index 0\n\ncheckpoint\n"),
        (ProofFile(0, (), "cp\n", b""), f"{HEADER}extra \nindex 0\n\ncp\n"),
    ],
)
def test_the_text_is_that_of_the_public_program(file: ProofFile, text: str) -> None:
    """Examples of transparency-dev/formats, proof/tlog_proof_test.go (Apache-2.0)."""
    assert file.encode() == text
    assert ProofFile.decode(text) == file


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEADER,
        "wrong-header\nindex 0\n\ncheckpoint\n",
        f"{HEADER}extra !!notbase64!!\nindex 0\n\ncheckpoint\n",
        f"{HEADER}\n\ncheckpoint\n",
        f"{HEADER}index notanumber\n\ncheckpoint\n",
        f"{HEADER}index -5\n\ncheckpoint\n",
        f"{HEADER}index +1\n\ncp\n",
        f"{HEADER}index  1\n\ncp\n",
        f"{HEADER}index 007\n\ncp\n",
        f"{HEADER}index {2**64}\n\ncp\n",
        f"{HEADER}index 0\n!!notbase64!!\n\ncheckpoint\n",
        f"{HEADER}index 0\n{encode_base64(bytes(64))}\n\ncheckpoint\n",
        f"{HEADER}index 0\n{encode_base64(HASH[0])[:-2]}t=\n\ncheckpoint\n",
        f"{HEADER}extra\nindex 0\n\ncp\n",
        f"{HEADER}extra YR==\nindex 0\n\ncp\n",
        f"{HEADER}extra \nextra \nindex 0\n\ncp\n",
        f"{HEADER}index 0\nextra \n\ncp\n",
        f"{HEADER}index 1\n",
        f"{HEADER}index 5\r\n\ncp\n",
    ],
)
def test_no_other_text_is_a_proof_file(text: str) -> None:
    with pytest.raises(ProofFileMalformed):
        ProofFile.decode(text)


def test_an_entry_of_the_public_log_is_proved_by_its_own_checkpoint() -> None:
    leaves = [leaf_hash(each.encode()) for each in TESSERA["entries"]]
    note = TESSERA["checkpoints"][-1]
    whom = Witnessing(VerifierKey.decode(TESSERA["vkey"]))
    for index, leaf in enumerate(leaves):
        file = ProofFile(index, prove_inclusion(nodes_over(leaves), index, 15).hashes, note)
        assert verify_proof_file(file.encode(), leaf, whom, verify).checkpoint.size == 15
        with pytest.raises(ProofInvalid):
            verify_proof_file(file.encode(), leaves[index - 1], whom, verify)


@given(st.integers(1, 40), st.data())
def test_every_entry_is_proved_offline_from_the_file_alone(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    text = proof_file(index, size).encode()
    witnessed = verify_proof_file(text, LEAVES[index], WHOM, verify)
    assert witnessed.checkpoint == Checkpoint(LOG.name, size, root_of(LEAVES[:size]))
    assert witnessed.times == {WITNESSES[0]: 102, WITNESSES[1]: 103}


def test_the_keys_one_trusts_decide_not_those_in_the_file() -> None:
    text = FILE.encode()
    stranger = CosignerKey("autre.ca/w", public_key(9))
    with pytest.raises(TooFewWitnesses):
        verify_proof_file(text, LEAVES[PLACE], Witnessing(LOG, (WITNESSES[0], stranger), 2), verify)
    with pytest.raises(LedgerFailure):
        verify_proof_file(text, LEAVES[PLACE], Witnessing(VerifierKey(LOG.name, public_key(9))), verify)


def test_the_extra_of_a_file_is_believed_by_nobody() -> None:
    changed = ProofFile(FILE.index, FILE.hashes, FILE.note, b"anything")
    assert verify_proof_file(changed.encode(), LEAVES[PLACE], WHOM, verify).checkpoint.size == 37


def test_a_receipt_stands_alone_and_gives_its_event() -> None:
    event, witnessed = verify_receipt(RECEIPT, WHOM, verify)
    assert (event, witnessed.checkpoint.size) == (EVENT, 37)


@pytest.mark.parametrize("extra", [None, b"", SECRET[:-1], SECRET, SECRET + EVENT + b" ", bytes(32) + EVENT])
def test_a_receipt_for_another_event_or_secret_is_refused(extra: bytes | None) -> None:
    text = ProofFile(FILE.index, FILE.hashes, FILE.note, extra).encode()
    with pytest.raises((ProofFileMalformed, ProofInvalid)):
        verify_receipt(text, WHOM, verify)


def test_a_receipt_needs_a_whole_secret() -> None:
    file = proof_file(PLACE + 1, 37)
    with pytest.raises(ProofFileMalformed):
        verify_receipt(ProofFile(file.index, file.hashes, file.note, SHORT).encode(), WHOM, verify)
    with pytest.raises(ProofFileMalformed):
        write_receipt(SECRET[:-1], EVENT, FILE)


def test_one_changed_byte_anywhere_refuses_the_receipt() -> None:
    content = RECEIPT.encode()
    for at in range(len(content)):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        with pytest.raises((LedgerFailure, UnicodeDecodeError)):
            verify_receipt(changed.decode(), WHOM, verify)


@given(st.data())
def test_one_changed_character_refuses_the_proof_file(data: st.DataObject) -> None:
    text = FILE.encode()
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda each: each != text[at]))
    with pytest.raises(LedgerFailure):
        verify_proof_file(text[:at] + other + text[at + 1 :], LEAVES[PLACE], WHOM, verify)
