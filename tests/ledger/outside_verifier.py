"""A verifier of the log written from the published formats alone: hashlib and cryptography, nothing of ours.

C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles and tlog-proof; RFC 9162, 2.1.3.2 and 2.1.4.2
word for word. As a program it reads what a registry gave out as JSON from standard input and writes what it
could verify of it: `python outside_verifier.py < given.json`.
"""

import base64
import hashlib
import hmac
import json
import sys
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOG, WITNESS = 1, 4


class Refused(Exception):
    """These bytes prove nothing."""


class Key(NamedTuple):
    name: bytes
    kind: int
    public: bytes


class Checkpoint(NamedTuple):
    origin: bytes
    size: int
    root: bytes


def need(condition: object) -> None:
    if not condition:
        raise Refused


def from_base64(text: bytes) -> bytes:
    """Of all spellings of some bytes, only the one that an encoder writes."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused from error
    need(base64.b64encode(content) == text)
    return content


def number(text: bytes) -> int:
    need(text.isdigit() and (text == b"0" or not text.startswith(b"0")) and len(text) < 20)
    return int(text)


def key_of(vkey: str) -> Key:
    name, _, rest = vkey.encode().partition(b"+")
    shown, _, encoded = rest.partition(b"+")
    content = from_base64(encoded)
    need(name and len(content) == 33 and shown.decode() == key_id(Key(name, content[0], content[1:])).hex())
    return Key(name, content[0], content[1:])


def key_id(key: Key) -> bytes:
    return hashlib.sha256(key.name + b"\n" + bytes([key.kind]) + key.public).digest()[:4]


def check(key: Key, signature: bytes, message: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature as error:
        raise Refused from error


def text_signed_by(note: bytes, log: Key, witnesses: list[Key]) -> bytes:
    """The text of a note, once the log and every one of the witnesses signed it."""
    try:
        shown = note.decode()
    except UnicodeDecodeError as error:
        raise Refused from error
    need(all(each == "\n" or each >= " " for each in shown) and note.endswith(b"\n"))
    text, gap, below = note.rpartition(b"\n\n")
    need(gap)
    text += b"\n"
    found: dict[bytes, bytes] = {}
    for line in below[:-1].split(b"\n"):
        need(line.startswith("— ".encode()) and line.count(b" ") == 2)
        _, name, encoded = line.split(b" ")
        blob = from_base64(encoded)
        need(name and b"+" not in name and len(blob) > 4)
        found[name + blob[:4]] = blob[4:]
    for key in (log, *witnesses):
        signature = found.get(key.name + key_id(key), b"")
        if key.kind == LOG:
            check(key, signature, text)
        else:
            need(key.kind == WITNESS and len(signature) == 72)
            when = int.from_bytes(signature[:8])
            check(key, signature[8:], b"cosignature/v1\ntime %d\n" % when + text)
    return text


def checkpoint(note: bytes, log: Key, witnesses: list[Key], origin: bytes = b"") -> Checkpoint:
    """The tree that a log says it has. Its origin is the key's name unless another is asked for."""
    lines = text_signed_by(note, log, witnesses).split(b"\n")
    need(len(lines) >= 4 and all(lines[:-1]) and not lines[-1])
    root = from_base64(lines[2])
    need(lines[0] == (origin or log.name) and len(root) == 32)
    return Checkpoint(lines[0], number(lines[1]), root)


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, as it stands."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root_of(leaves[:split]), root_of(leaves[split:]))


def check_inclusion(index: int, tree: Checkpoint, hashed: bytes, path: list[bytes]) -> None:
    """RFC 9162, 2.1.3.2."""
    need(index < tree.size and all(len(each) == 32 for each in (hashed, tree.root, *path)))
    fn, sn, r = index, tree.size - 1, hashed
    for p in path:
        need(sn)
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0 and r == tree.root)


def check_consistency(old: Checkpoint, new: Checkpoint, path: list[bytes]) -> None:
    """RFC 9162, 2.1.4.2, for an old tree that is not empty."""
    need(0 < old.size <= new.size and all(len(each) == 32 for each in path))
    if old.size == new.size:
        need(not path and old.root == new.root)
        return
    need(path)
    if old.size & (old.size - 1) == 0:
        path = [old.root, *path]
    fn, sn = old.size - 1, new.size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        need(sn)
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0 and fr == old.root and sr == new.root)


def check_grown(request: bytes, old: Checkpoint, log: Key, witnesses: list[Key]) -> Checkpoint:
    """What a witness is sent (C2SP tlog-witness): the old size, the proof, the new checkpoint's note."""
    head, gap, note = request.partition(b"\n\n")
    first, *hashes = head.split(b"\n")
    need(gap and first.startswith(b"old ") and number(first[4:]) == old.size)
    new = checkpoint(note, log, witnesses)
    check_consistency(old, new, [from_base64(each) for each in hashes])
    return new


def check_proof(proof: bytes, entry: bytes | None, log: Key, witnesses: list[Key]) -> bytes:
    """A `.tlog-proof` for an entry; without one, a receipt, whose extra is 32 secret bytes and the event."""
    head, gap, note = proof.partition(b"\n\n")
    header, *lines = head.split(b"\n")
    need(gap and header == b"c2sp.org/tlog-proof@v1" and lines)
    if entry is None:
        need(lines[0].startswith(b"extra "))
        extra = from_base64(lines.pop(0)[6:])
        need(len(extra) >= 32 and lines)
        entry = b"\x01" + hmac.digest(extra[:32], extra[32:], "sha256")
    need(lines[0].startswith(b"index "))
    tree = checkpoint(note, log, witnesses)
    check_inclusion(number(lines[0][6:]), tree, leaf(entry), [from_base64(each) for each in lines[1:]])
    return entry


def entries_in(bundle: bytes) -> list[bytes]:
    """The entries of a bundle (C2SP tlog-tiles), each after its length in two bytes."""
    entries = []
    while bundle:
        size = int.from_bytes(bundle[:2])
        need(len(bundle) >= 2 + size)
        entries.append(bundle[2 : 2 + size])
        bundle = bundle[2 + size :]
    return entries


def check_tiles(bundles: list[bytes], tiles: list[bytes], tree: Checkpoint) -> None:
    """The log's entries, their hashes in the lowest tiles, and the root over them."""
    leaves = [leaf(entry) for bundle in bundles for entry in entries_in(bundle)]
    need(len(leaves) == tree.size and b"".join(tiles) == b"".join(leaves) and root_of(leaves) == tree.root)


def verify_all(given: dict[str, Any]) -> dict[str, object]:
    """What stands of what a registry gave out."""
    log, witnesses = key_of(given["vkey"]), [key_of(each) for each in given["witnesses"]]
    raw = {name: [bytes.fromhex(each) for each in given[name]] for name in ("bundles", "tiles")}
    old = checkpoint(given["older"].encode(), log, [])
    new = checkpoint(given["newer"].encode(), log, witnesses)
    check_tiles(raw["bundles"], raw["tiles"], new)
    grown = check_grown(given["grown"].encode(), old, log, witnesses)
    for text, entry in given["proofs"]:
        check_proof(text.encode(), bytes.fromhex(entry) if entry else None, log, witnesses)
    return {"old": old.size, "new": new.size, "grown": grown == new, "proofs": len(given["proofs"])}


if __name__ == "__main__":
    json.dump(verify_all(json.load(sys.stdin)), sys.stdout)
