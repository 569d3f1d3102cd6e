"""What the ledger refuses. Codes only; a false proof is an error, never a false value."""

from typing import ClassVar


class LedgerFailure(Exception):
    """A proof, a note or a key is not what it claims; `code` says what."""

    code: ClassVar[str]

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.code if not detail else f"{self.code}: {detail}")


class ProofInvalid(LedgerFailure):
    """The proof does not show what it claims."""

    code = "PROOF_INVALID"


class OutsideTree(LedgerFailure):
    """A proof was asked for about a leaf or a size that the tree has not."""

    code = "OUTSIDE_TREE"


class FrontierInvalid(LedgerFailure):
    """A kept frontier does not belong to its size."""

    code = "FRONTIER_INVALID"


class NoteMalformed(LedgerFailure):
    """The text is not a signed note, or not a checkpoint."""

    code = "NOTE_MALFORMED"


class NoteNotSigned(LedgerFailure):
    """The note carries no good signature of the key asked for."""

    code = "NOTE_NOT_SIGNED"


class TooFewWitnesses(LedgerFailure):
    """Fewer witnesses cosigned the checkpoint than were asked for."""

    code = "TOO_FEW_WITNESSES"


class RequestMalformed(LedgerFailure):
    """The text is not a witness's add-checkpoint request."""

    code = "REQUEST_MALFORMED"


class ProofFileMalformed(LedgerFailure):
    """The text is not a proof file."""

    code = "PROOF_FILE_MALFORMED"


class KeyMalformed(LedgerFailure):
    """The text is not a verifier key, or its key id is not its own."""

    code = "KEY_MALFORMED"


class TileMalformed(LedgerFailure):
    """The path is not a tile's, or the file does not hold what its path says."""

    code = "TILE_MALFORMED"


class TileMissing(LedgerFailure):
    """A tile that the tree of that size has is not there."""

    code = "TILE_MISSING"
