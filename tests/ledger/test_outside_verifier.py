"""An independent program accepts what the log gives out, and refuses each with any single byte changed."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.ledger.checkpoint import verify_checkpoint
from service.ledger.cosignature import Witnessing, verify_witnessed
from service.ledger.failures import LedgerFailure, ProofInvalid
from service.ledger.log_proof import verify_proof_file, verify_receipt
from service.ledger.note import VerifierKey, sign_note, verify_note
from service.ledger.tree import leaf_hash
from service.ledger.witness import KnownLog, Seen, Verdict, consider
from tests.ledger import outside_verifier as outside
from tests.ledger.given_out import ANOTHER_LOG, GIVEN_OUT, LOG, NEW, OLD, WITNESSES
from tests.support.log_keys import verify

VECTORS = Path(__file__).parents[1] / "vectors"
PUBLIC = json.loads((VECTORS / "public-formats.json").read_text(encoding="utf-8"))
LOGS = json.loads((VECTORS / "transparency-logs.json").read_text(encoding="utf-8"))
KEY = outside.key_of(GIVEN_OUT.vkey)
KEYS = [outside.key_of(each) for each in GIVEN_OUT.witnesses]
OLDER = outside.checkpoint(GIVEN_OUT.older.encode(), KEY, [])
NEWER = outside.checkpoint(GIVEN_OUT.newer.encode(), KEY, KEYS)
RECEIPT, (PROOF, ENTRY) = GIVEN_OUT.proofs[0][0], GIVEN_OUT.proofs[4]
WHOM = Witnessing(LOG, WITNESSES, len(WITNESSES))
OLD_LOG = {LOG.name: KnownLog((LOG,), Seen(OLDER.size, OLDER.root))}
FEW = (0x01,)
MANY = (0x02, 0x10, 0x80, 0xFF)


def changes(content: bytes, masks: tuple[int, ...]) -> Iterator[bytes]:
    for place in range(len(content)):
        for mask in masks:
            yield content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


def outside_refuses(check: Callable[[bytes], object], content: bytes) -> bool:
    try:
        check(content)
    except outside.Refused:
        return True
    return False


def ours_refuses(check: Callable[[str], object], content: bytes) -> bool:
    try:
        check(content.decode())
    except (LedgerFailure, UnicodeDecodeError):
        return True
    return False


def check_grown_by_ours(body: str) -> None:
    outcome = consider(OLD_LOG, body, verify)
    if outcome.verdict is not Verdict.ACCEPTED:
        raise ProofInvalid
    verify_witnessed(body.partition("\n\n")[2], WHOM, verify)


TEXTS: dict[str, tuple[bytes, Callable[[bytes], object], Callable[[str], object]]] = {
    "checkpoint": (
        GIVEN_OUT.older.encode(),
        lambda content: outside.checkpoint(content, KEY, []),
        lambda text: verify_checkpoint(text, LOG, verify),
    ),
    "checkpoint that witnesses cosigned": (
        GIVEN_OUT.newer.encode(),
        lambda content: outside.checkpoint(content, KEY, KEYS),
        lambda text: verify_witnessed(text, WHOM, verify),
    ),
    "inclusion proof": (
        PROOF.encode(),
        lambda content: outside.check_proof(content, ENTRY, KEY, KEYS),
        lambda text: verify_proof_file(text, leaf_hash(ENTRY or b""), WHOM, verify),
    ),
    "receipt": (
        RECEIPT.encode(),
        lambda content: outside.check_proof(content, None, KEY, KEYS),
        lambda text: verify_receipt(text, WHOM, verify),
    ),
    "consistency proof": (
        GIVEN_OUT.grown.encode(),
        lambda content: outside.check_grown(content, OLDER, KEY, KEYS),
        check_grown_by_ours,
    ),
}


def test_the_program_shares_nothing_with_the_product() -> None:
    tree = ast.parse(Path(outside.__file__).read_text(encoding="utf-8"))
    names = {alias.name for each in ast.walk(tree) if isinstance(each, ast.Import) for alias in each.names}
    names |= {each.module or "" for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) == {"cryptography"}


def test_alone_in_a_folder_it_accepts_all_that_the_log_gives_out(tmp_path: Path) -> None:
    program = shutil.copy(outside.__file__, tmp_path)
    given = json.dumps(GIVEN_OUT.to_json())
    done = subprocess.run(
        [sys.executable, "-I", program], input=given, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert json.loads(done.stdout) == {"old": OLD, "new": NEW, "grown": True, "proofs": 8}


def test_it_accepts_nothing_of_a_log_with_another_key() -> None:
    with pytest.raises(outside.Refused):
        outside.verify_all(ANOTHER_LOG.to_json())


@pytest.mark.parametrize("name", ["checkpoint", "inclusion proof"])
def test_each_text_with_any_byte_changed_is_refused_by_both(name: str) -> None:
    refused_by_both(name, FEW)


@pytest.mark.long
@pytest.mark.parametrize("name", TEXTS)
def test_each_text_with_any_byte_changed_to_many_values_is_refused_by_both(name: str) -> None:
    refused_by_both(name, FEW if name == "receipt" else MANY)


def refused_by_both(name: str, masks: tuple[int, ...]) -> None:
    content, by_outside, by_ours = TEXTS[name]
    by_outside(content)
    by_ours(content.decode())
    accepted = [
        changed
        for changed in changes(content, masks)
        if not outside_refuses(by_outside, changed) or not ours_refuses(by_ours, changed)
    ]
    assert accepted == []


def test_a_bit_that_base64_does_not_use_is_a_change_too() -> None:
    line = PROOF.split("\n")[2]
    assert line.endswith("=")
    for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/":
        changed = PROOF.replace(line, f"{line[:-2]}{other}=")
        assert changed == PROOF or outside_refuses(TEXTS["inclusion proof"][1], changed.encode())
        assert changed == PROOF or ours_refuses(TEXTS["inclusion proof"][2], changed.encode())


def test_an_entry_or_a_tile_with_any_byte_changed_is_refused() -> None:
    for changed in changes(ENTRY or b"", FEW):
        with pytest.raises(outside.Refused):
            outside.check_proof(PROOF.encode(), changed, KEY, KEYS)
    bundles, tiles = list(GIVEN_OUT.bundles), list(GIVEN_OUT.tiles)
    outside.check_tiles(bundles, tiles, NEWER)
    small = slice(0, 70)
    for changed in changes(bundles[1][small], FEW):
        with pytest.raises(outside.Refused):
            outside.check_tiles([bundles[0], changed + bundles[1][70:]], tiles, NEWER)
    for changed in changes(tiles[1][small], FEW):
        with pytest.raises(outside.Refused):
            outside.check_tiles(bundles, [tiles[0], changed + tiles[1][70:]], NEWER)


@pytest.mark.parametrize("note", PUBLIC["sumdb"]["checkpoints"])
def test_checkpoints_of_gos_checksum_database_verify(note: str) -> None:
    text = verify_note(note, VerifierKey.decode(PUBLIC["sumdb"]["vkey"]), verify)
    told = outside.checkpoint(
        note.encode(), outside.key_of(PUBLIC["sumdb"]["vkey"]), [], PUBLIC["sumdb"]["origin"].encode()
    )
    assert text.split("\n")[1] == str(told.size)


def test_notes_of_gos_package_verify_and_are_written_byte_for_byte() -> None:
    of_go = PUBLIC["note"]
    peter, enoch = (VerifierKey.decode(each) for each in of_go["vkeys"])
    first, both = of_go["notes"]
    assert verify_note(first, peter, verify) == of_go["text"]
    assert [verify_note(both, key, verify) for key in (peter, enoch)] == [of_go["text"]] * 2
    for vkey, note in zip(of_go["vkeys"] * 2, (first, both, both, both), strict=True):
        assert outside.text_signed_by(note.encode(), outside.key_of(vkey), []) == of_go["text"].encode()
    line = first.rpartition("\n\n")[2]
    signature = outside.from_base64(line.split()[-1].encode())[4:]
    assert sign_note(of_go["text"], peter, lambda _: signature) == first


def test_logs_and_witnesses_of_others_verify_in_the_independent_program_too() -> None:
    tessera = LOGS["tessera_log"]
    leaves = [outside.leaf(each.encode()) for each in tessera["entries"]]
    for note in tessera["checkpoints"]:
        told = outside.checkpoint(note.encode(), outside.key_of(tessera["vkey"]), [])
        assert told.root == outside.root_of(leaves[: told.size])
    cosigned = LOGS["cosigned"]
    witnesses = [outside.key_of(each) for each in cosigned["witness_vkeys"]]
    told = outside.checkpoint(cosigned["note"].encode(), outside.key_of(cosigned["log_vkey"]), witnesses)
    assert told.size == 1_432_088_532


def test_the_independent_program_holds_the_public_proofs_true_and_false() -> None:
    given = json.loads((VECTORS / "merkle-proofs.json").read_text())
    for case in given["inclusion"]:
        tree = outside.Checkpoint(b"", case["treeSize"], decoded(case["root"]))
        path = [decoded(each) for each in case["proof"] or ()]
        held = holds(outside.check_inclusion, case["leafIdx"], tree, decoded(case["leafHash"]), path)
        assert held is not case["wantErr"], case["name"]
    for case in given["consistency"]:
        old, new = (outside.Checkpoint(b"", case[f"size{n}"], decoded(case[f"root{n}"])) for n in "12")
        path = [decoded(each) for each in case["proof"] or ()]
        held = holds(outside.check_consistency, old, new, path)
        assert held is not case["wantErr"], case["name"]


def decoded(text: str) -> bytes:
    return outside.from_base64(text.encode())


def holds(check: Callable[..., None], *given: object) -> bool:
    try:
        check(*given)
    except outside.Refused:
        return False
    return True
