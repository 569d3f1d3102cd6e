"""`aval witness`: made, told of a log, asked over HTTP; it remembers before it signs, and signs no fork."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.cli.witnessing import KEY
from service.credentials.log_key import is_signed
from service.credentials.witness_key import load_witness_key
from service.http.witness_door import MOST_BYTES, witness_application
from service.ledger.checkpoint import Checkpoint, sign_checkpoint
from service.ledger.cosignature import CosignerKey, add_cosignatures, verify_cosignatures
from service.ledger.note import VerifierKey
from service.ledger.proofs import prove_consistency
from service.ledger.tree import leaf_hash, nodes_over, root_of
from service.ledger.witness import AddCheckpoint
from service.storage.witness_files import Witness, WitnessFiles, WitnessStateUnreadable
from tests.support.command import run_here
from tests.support.log_keys import private_key, public_key

LOG = VerifierKey("exemple.ca/log", public_key(1))
NAME = "temoin.exemple.ca/w1"
LEAVES = [leaf_hash(bytes([n])) for n in range(40)]
FORK = [leaf_hash(b"other"), *LEAVES[1:]]


def note(size: int, leaves: Sequence[bytes] = LEAVES) -> str:
    checkpoint = Checkpoint(LOG.name, size, root_of(leaves[:size]))
    return sign_checkpoint(checkpoint, LOG, private_key(1).sign)


def body(old: int, new: int, leaves: Sequence[bytes] = LEAVES) -> str:
    proof = prove_consistency(nodes_over(leaves), old, new).hashes if old else ()
    return AddCheckpoint(old, proof, note(new, leaves)).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "witness"
    assert run_here({}, "witness", "init", "--name", NAME, "--folder", folder).returncode == 0
    assert run_here({}, "witness", "watch", LOG.encode(), "--folder", folder).returncode == 0
    return folder


def opened(folder: Path) -> Witness:
    key = load_witness_key(folder / KEY)
    return Witness(WitnessFiles(folder), key.public, key.sign, is_signed, lambda: 7)


def ask(folder: Path, sent: str | bytes) -> tuple[int, str, str]:
    with TestClient(witness_application(opened(folder).answer)) as client:
        content = sent if isinstance(sent, bytes) else sent.encode()
        reply = client.post("/add-checkpoint", content=content)
        return reply.status_code, reply.text, reply.headers["content-type"]


def test_it_cosigns_what_only_grew_and_others_can_tell(folder: Path) -> None:
    printed = run_here({}, "witness", "show", "--folder", folder).stdout.splitlines()
    key = CosignerKey.decode(printed[0])
    for old, new in ((0, 5), (5, 9), (9, 9), (9, 40)):
        status, answer, _ = ask(folder, body(old, new))
        assert status == 200
        cosigned = add_cosignatures(note(new), answer, (key,), is_signed)
        assert verify_cosignatures(cosigned, (key,), is_signed) == {key: 7}
    assert printed[1] == "exemple.ca/log  0"
    assert "exemple.ca/log  40" in run_here({}, "witness", "show", "--folder", folder).stdout


def test_each_refusal_has_the_status_of_the_protocol_and_changes_nothing(folder: Path) -> None:
    ask(folder, body(0, 9))
    before = (folder / "logs.json").read_bytes()
    other = sign_checkpoint(
        Checkpoint("autre.ca/log", 1, LEAVES[0]),
        VerifierKey("autre.ca/log", public_key(1)),
        private_key(1).sign,
    )
    stolen = note(9).replace(note(9)[-9:-2], "AAAAAA=")
    for sent, status in (
        ("", 400),
        (b"\xff\xfe", 400),
        (b"x" * (MOST_BYTES + 1), 400),
        (AddCheckpoint(9, (), stolen).encode(), 403),
        (AddCheckpoint(0, (), other).encode(), 404),
        (body(0, 12), 409),
        (body(5, 7), 409),
        (AddCheckpoint(9, (), note(9, FORK)).encode(), 409),
        (body(9, 12, FORK), 422),
        (AddCheckpoint(9, (), note(5)).encode(), 400),
    ):
        assert ask(folder, sent)[0] == status, sent
    assert ask(folder, body(0, 12))[1:] == ("9\n", "text/x.tlog.size")
    assert (folder / "logs.json").read_bytes() == before


def test_what_a_log_signed_against_itself_is_kept_as_evidence(folder: Path) -> None:
    ask(folder, body(0, 9))
    ask(folder, AddCheckpoint(9, (), note(9, FORK)).encode())
    assert len(list((folder / "evidence").iterdir())) == 1
    ask(folder, body(9, 12, FORK))
    printed = run_here({}, "witness", "show", "--folder", folder).stdout
    assert "evidence of changed histories: 1" in printed
    assert "checkpoints sent without a proof: 1" in printed


def test_what_anybody_can_send_keeps_no_evidence_away(folder: Path) -> None:
    """A checkpoint that is public, and a proof of no use: whoever sends it shows nothing against the log."""
    ask(folder, body(0, 9))
    for number in range(30):
        made_up = tuple(leaf_hash(bytes([number, each])) for each in range(4))
        assert ask(folder, AddCheckpoint(9, made_up, note(12)).encode())[0] == 422
    assert "evidence" not in run_here({}, "witness", "show", "--folder", folder).stdout
    assert len(list((folder / "unproved").iterdir())) == 1
    ask(folder, AddCheckpoint(9, (), note(9, FORK)).encode())
    assert "evidence of changed histories: 1" in run_here({}, "witness", "show", "--folder", folder).stdout


def test_it_remembers_before_it_signs(folder: Path) -> None:
    witness = opened(folder)

    class Stopped(Exception):
        """The process ends here."""

    def stop(_: bytes) -> bytes:
        raise Stopped

    with pytest.raises(Stopped):
        Witness(witness.files, witness.key, stop, is_signed, lambda: 7).answer(body(0, 9))
    assert json.loads((folder / "logs.json").read_text())["exemple.ca/log"]["size"] == 9
    assert ask(folder, body(0, 9, FORK))[0] == 409


def test_without_its_memory_it_answers_nothing(folder: Path) -> None:
    ask(folder, body(0, 9))
    (folder / "logs.json").unlink()
    with pytest.raises(WitnessStateUnreadable):
        opened(folder).answer(body(0, 9, FORK))
    assert run_here({}, "witness", "init", "--name", NAME, "--folder", folder).returncode == 0
    said = run_here({}, "witness", "serve", "--folder", folder)
    assert (said.returncode, "WITNESS_STATE_UNREADABLE" in said.stderr) == (1, True)


def test_its_key_is_drawn_once_and_read_by_nobody_else(folder: Path) -> None:
    kept = (folder / KEY).read_bytes()
    again = run_here({}, "witness", "init", "--name", "autre.ca/w", "--folder", folder)
    assert again.stdout.startswith(NAME)
    assert (folder / KEY).read_bytes() == kept
    assert (folder / KEY).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("watch", "no key"), "KEY_MALFORMED"),
        (("init", "--name", "a b"), "KEY_MALFORMED"),
        (("show",), "WITNESS_KEY_MISSING"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, tmp_path: Path, arguments: tuple[str, ...], code: str) -> None:
    where = folder if arguments[0] == "watch" else tmp_path / "empty"
    said = run_here({}, "witness", *arguments, "--folder", where)
    assert (said.returncode, code in said.stderr) == (1, True)


def test_a_log_that_changes_keys_is_known_by_both(folder: Path) -> None:
    later = VerifierKey(LOG.name, public_key(2))
    ask(folder, body(0, 9))
    run_here({}, "witness", "watch", later.encode(), "--folder", folder)
    signed = sign_checkpoint(Checkpoint(LOG.name, 9, root_of(LEAVES[:9])), later, private_key(2).sign)
    assert ask(folder, AddCheckpoint(9, (), signed).encode())[0] == 200
    assert ask(folder, body(9, 12))[0] == 200
