"""A witness (C2SP tlog-witness): of each log it knows, it cosigns one history that only grows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from service.ledger.checkpoint import Checkpoint
from service.ledger.failures import NoteMalformed, NoteNotSigned, ProofInvalid, RequestMalformed
from service.ledger.note import VerifierKey, Verify, decode_base64, encode_base64, verify_note_of_any
from service.ledger.proofs import ConsistencyProof, verify_consistency
from service.ledger.tree import EMPTY_ROOT, HASH_BYTES

MOST_HASHES: Final = 63
_OLD: Final = re.compile(r"old (0|[1-9][0-9]{0,18})")
_KNOWN: Final = re.compile(r"(0|[1-9][0-9]{0,18})\n")
_TEXT: Final = "text/plain; charset=utf-8"
_SIZE: Final = "text/x.tlog.size"


class Verdict(StrEnum):
    """What a witness finds of a request."""

    ACCEPTED = "ACCEPTED"
    MALFORMED = "MALFORMED"
    NOT_SIGNED = "NOT_SIGNED"
    UNKNOWN_LOG = "UNKNOWN_LOG"
    OLD_SIZE_DIFFERS = "OLD_SIZE_DIFFERS"
    ROOT_DIFFERS = "ROOT_DIFFERS"
    NOT_CONSISTENT = "NOT_CONSISTENT"


STATUSES: Final = {
    Verdict.ACCEPTED: 200,
    Verdict.MALFORMED: 400,
    Verdict.NOT_SIGNED: 403,
    Verdict.UNKNOWN_LOG: 404,
    Verdict.OLD_SIZE_DIFFERS: 409,
    Verdict.ROOT_DIFFERS: 409,
    Verdict.NOT_CONSISTENT: 422,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """The last tree of a log that the witness cosigned; the empty one before the first."""

    size: int = 0
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class KnownLog:
    """A log that the witness watches: the keys it trusts for its name, and what it last cosigned."""

    keys: tuple[VerifierKey, ...]
    seen: Seen = Seen()


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A log's request: the size it believes last cosigned, the proof from there, the checkpoint's note."""

    old_size: int
    proof: tuple[bytes, ...]
    note: str

    @property
    def origin(self) -> str:
        """Name the log, as the note says it."""
        return self.note.partition("\n")[0]

    def encode(self) -> str:
        """Write the body of the request."""
        return "\n".join((f"old {self.old_size}", *map(encode_base64, self.proof), "", self.note))

    @staticmethod
    def decode(body: str) -> "AddCheckpoint":
        """Read a body; raises RequestMalformed. The note is read later."""
        head, found, note = body.partition("\n\n")
        old, *hashes = head.split("\n")
        size = _OLD.fullmatch(old)
        if not found or size is None or len(hashes) > MOST_HASHES:
            raise RequestMalformed
        try:
            proof = tuple(map(decode_base64, hashes))
        except ValueError as error:
            raise RequestMalformed from error
        if any(len(each) != HASH_BYTES for each in proof):
            raise RequestMalformed
        return AddCheckpoint(int(size[1]), proof, note)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict; what was last cosigned before; and when accepted, what to keep and the text to cosign.

    When `refusal_is_evidence`, the log signed what cannot be true beside what was cosigned: keep the request.
    """

    verdict: Verdict
    before: Seen = Seen()
    seen: Seen | None = None
    text: str = ""

    @property
    def refusal_is_evidence(self) -> bool:
        """Tell whether the request, signed by the log, shows that its history was changed."""
        return self.verdict is Verdict.ROOT_DIFFERS


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to the log: an HTTP status, its media type, its body."""

    status: int
    media_type: str
    body: str


def consider(logs: Mapping[str, KnownLog], body: str, verify: Verify) -> Outcome:
    """Judge a request against what was last cosigned of the log that it names.

    Nothing is signed here. When accepted, first replace `before` by `seen` where it is kept, in one step that
    fails if another request came between; only then `cosign(outcome.text, …)` and reply.
    """
    try:
        request = AddCheckpoint.decode(body)
    except RequestMalformed:
        return Outcome(Verdict.MALFORMED)
    log = logs.get(request.origin)
    if log is None:
        return Outcome(Verdict.UNKNOWN_LOG)
    try:
        text = verify_note_of_any(request.note, log.keys, verify)
        told = Checkpoint.decode(text)
    except NoteNotSigned:
        return Outcome(Verdict.NOT_SIGNED, log.seen)
    except NoteMalformed:
        return Outcome(Verdict.MALFORMED, log.seen)
    verdict = _judge(request, told, log.seen)
    if verdict is not Verdict.ACCEPTED:
        return Outcome(verdict, log.seen)
    return Outcome(verdict, log.seen, Seen(told.size, told.root), text)


def reply_with(outcome: Outcome, cosignatures: str = "") -> Reply:
    """Write the answer: the cosignature lines when accepted, the size last cosigned when another is due."""
    status = STATUSES[outcome.verdict]
    if outcome.verdict is Verdict.ACCEPTED:
        return Reply(status, _TEXT, cosignatures)
    if outcome.verdict in {Verdict.OLD_SIZE_DIFFERS, Verdict.ROOT_DIFFERS}:
        return Reply(status, _SIZE, f"{outcome.before.size}\n")
    return Reply(status, _TEXT, f"{outcome.verdict}\n")


def read_known_size(body: str) -> int:
    """Read the size that a witness answered with 409; raises RequestMalformed."""
    found = _KNOWN.fullmatch(body)
    if found is None:
        raise RequestMalformed
    return int(found[1])


def _judge(request: AddCheckpoint, told: Checkpoint, seen: Seen) -> Verdict:
    if request.old_size > told.size:
        return Verdict.MALFORMED
    if request.old_size != seen.size:
        return Verdict.OLD_SIZE_DIFFERS
    if not seen.size:
        possible = not request.proof and (told.size > 0 or told.root == EMPTY_ROOT)
        return Verdict.ACCEPTED if possible else Verdict.NOT_CONSISTENT
    if told.size == seen.size and told.root != seen.root:
        return Verdict.ROOT_DIFFERS
    try:
        verify_consistency(ConsistencyProof(seen.size, told.size, request.proof), seen.root, told.root)
    except ProofInvalid:
        return Verdict.NOT_CONSISTENT
    return Verdict.ACCEPTED
