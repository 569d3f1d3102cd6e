"""Signed notes (C2SP signed-note): a text and, below it, who signed it."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from service.ledger.failures import KeyMalformed, NoteMalformed, NoteNotSigned

Sign: TypeAlias = Callable[[bytes], bytes]
"""Gives the Ed25519 signature (64 bytes) of a text."""
Verify: TypeAlias = Callable[[bytes, bytes, bytes], bool]
"""Tells whether, for a public key (32 bytes), a signature is that of a text."""

MOST_SIGNATURES: Final = 100
_ED25519: Final = b"\x01"
_KEY_BYTES: Final = 32
_ID_BYTES: Final = 4
_SPACE: Final = 0x20
_NEWLINE: Final = 0x0A
_BREAK: Final = "\n\n"
_DASH: Final = "— "


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Whose signature to look for: a name without spaces or plus, and an Ed25519 public key."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        if not (_is_name(self.name) and self.name.isprintable()) or len(self.public_key) != _KEY_BYTES:
            raise KeyMalformed

    @property
    def id(self) -> bytes:
        """Return the four bytes that name the key in a signature line."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public_key).digest()[:_ID_BYTES]

    def encode(self) -> str:
        """Write the key as people pass it on: name+id+key."""
        return f"{self.name}+{self.id.hex()}+{encode_base64(_ED25519 + self.public_key)}"

    @staticmethod
    def decode(text: str) -> "VerifierKey":
        """Read a verifier key; raises KeyMalformed, also when the id is not the key's own."""
        name, _, rest = text.partition("+")
        try:
            kind_and_key = decode_base64(rest.partition("+")[2])
        except ValueError as error:
            raise KeyMalformed from error
        key = VerifierKey(name, kind_and_key[1:])
        if key.encode() != text:
            raise KeyMalformed
        return key


def sign_note(text: str, key: VerifierKey, sign: Sign) -> str:
    """Return the note: the text (it ends a line) and this key's signature line."""
    _check_characters(text)
    if not text.endswith("\n"):
        raise NoteMalformed
    return f"{text}\n{_DASH}{key.name} {encode_base64(key.id + sign(text.encode()))}\n"


def verify_note(note: str, key: VerifierKey, verify: Verify) -> str:
    """Return the text that this key signed.

    Signatures of other keys are passed over. Raises NoteMalformed, or NoteNotSigned when this key's is
    missing or false (one false line refuses the note, whatever the others say).
    """
    text, lines = _split(note)
    signatures = [
        signature
        for name, key_id, signature in map(_read_line, lines)
        if (name, key_id) == (key.name, key.id)
    ]
    if not signatures or not all(verify(key.public_key, each, text.encode()) for each in signatures):
        raise NoteNotSigned
    return text


def _split(note: str) -> tuple[str, list[str]]:
    _check_characters(note)
    text, found, signatures = note.rpartition(_BREAK)
    lines = signatures.removesuffix("\n").split("\n")
    if not found or not signatures.endswith("\n") or len(lines) > MOST_SIGNATURES:
        raise NoteMalformed
    return text + "\n", lines


def _read_line(line: str) -> tuple[str, bytes, bytes]:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        signature = decode_base64(encoded)
    except ValueError as error:
        raise NoteMalformed from error
    if not line.startswith(_DASH) or not _is_name(name) or len(signature) <= _ID_BYTES:
        raise NoteMalformed
    return name, signature[:_ID_BYTES], signature[_ID_BYTES:]


def _is_name(name: str) -> bool:
    return bool(name) and not any(each == "+" or each.isspace() for each in name)


def _check_characters(text: str) -> None:
    try:
        content = text.encode()
    except UnicodeEncodeError as error:
        raise NoteMalformed from error
    if any(byte < _SPACE and byte != _NEWLINE for byte in content):
        raise NoteMalformed


def encode_base64(content: bytes) -> str:
    """Write bytes as notes do (RFC 4648, section 4)."""
    return base64.b64encode(content).decode("ascii")


def decode_base64(text: str) -> bytes:
    """Read bytes; raises ValueError for any spelling but the one `encode_base64` gives."""
    content = base64.b64decode(text, validate=True)
    if encode_base64(content) != text:
        raise ValueError
    return content
