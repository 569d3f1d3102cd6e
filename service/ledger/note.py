"""Signed notes (C2SP signed-note): a text and, below it, who signed it."""

import base64
import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Self, TypeAlias, TypeVar

from service.ledger.failures import KeyMalformed, NoteMalformed, NoteNotSigned

Sign: TypeAlias = Callable[[bytes], bytes]
"""Gives the Ed25519 signature (64 bytes) of a text."""
Verify: TypeAlias = Callable[[bytes, bytes, bytes], bool]
"""Tells whether, for a public key (32 bytes), a signature is that of a text."""

MOST_SIGNATURES: Final = 100
_KEY_BYTES: Final = 32
_ID_BYTES: Final = 4
_SPACE: Final = 0x20
_NEWLINE: Final = 0x0A
_BREAK: Final = "\n\n"
_DASH: Final = "— "


@dataclass(frozen=True, slots=True)
class NoteKey:
    """Whose signature to look for: a name without spaces or plus, and an Ed25519 public key."""

    kind: ClassVar[bytes]
    """The byte that says what a signature of this key signs (C2SP signed-note, signature types)."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        if not (_is_name(self.name) and self.name.isprintable()) or len(self.public_key) != _KEY_BYTES:
            raise KeyMalformed

    @property
    def id(self) -> bytes:
        """Return the four bytes that name the key in a signature line."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.kind + self.public_key).digest()[:_ID_BYTES]

    def encode(self) -> str:
        """Write the key as people pass it on: name+id+key."""
        return f"{self.name}+{self.id.hex()}+{encode_base64(self.kind + self.public_key)}"

    @classmethod
    def decode(cls, text: str) -> Self:
        """Read a verifier key; raises KeyMalformed, also when the id is not the key's own."""
        name, _, rest = text.partition("+")
        try:
            kind_and_key = decode_base64(rest.partition("+")[2])
        except ValueError as error:
            raise KeyMalformed from error
        key = cls(name, kind_and_key[1:])
        if key.encode() != text:
            raise KeyMalformed
        return key


@dataclass(frozen=True, slots=True)
class VerifierKey(NoteKey):
    """A key that signs the text of notes: that of a log."""

    kind = b"\x01"


Key = TypeVar("Key", bound=NoteKey)


def sign_note(text: str, key: VerifierKey, sign: Sign) -> str:
    """Return the note: the text (it ends a line) and this key's signature line."""
    _check_characters(text)
    if not text.endswith("\n"):
        raise NoteMalformed
    return f"{text}\n{write_line(key, sign(text.encode()))}"


def write_line(key: NoteKey, signature: bytes) -> str:
    """Write the line that bears a key's signature."""
    return f"{_DASH}{key.name} {encode_base64(key.id + signature)}\n"


def add_signatures(note: str, signed: Sequence[tuple[NoteKey, bytes]]) -> str:
    """Return the note with these signatures last, in place of older ones of the same keys."""
    text, lines = _split(note)
    renewed = {(key.name, key.id) for key, _ in signed}
    kept = [f"{line}\n" for line in lines if _read_line(line)[:2] not in renewed]
    if len(kept) + len(signed) > MOST_SIGNATURES:
        raise NoteMalformed
    return "".join((text, "\n", *kept, *(write_line(key, signature) for key, signature in signed)))


def verify_note(note: str, key: VerifierKey, verify: Verify) -> str:
    """Return the text that this key signed.

    Signatures of other keys are passed over. Raises NoteMalformed, or NoteNotSigned when this key's is
    missing or false (one false line refuses the note, whatever the others say).
    """
    return verify_note_of_any(note, (key,), verify)


def verify_note_of_any(note: str, keys: Collection[VerifierKey], verify: Verify) -> str:
    """Return the text that one of these keys signed, and none falsely; raises as `verify_note`."""
    text, found = read_signatures(note, keys)
    if not found or not all(verify(key.public_key, each, text.encode()) for key, each in found):
        raise NoteNotSigned
    return text


def read_signatures(note: str, keys: Collection[Key]) -> tuple[str, list[tuple[Key, bytes]]]:
    """Read a note's text and what stands on the lines of these keys, yet to be verified."""
    text, lines = _split(note)
    known = {(key.name, key.id): key for key in keys}
    read = [((name, key_id), signature) for name, key_id, signature in map(_read_line, lines)]
    return text, [(known[whose], signature) for whose, signature in read if whose in known]


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
