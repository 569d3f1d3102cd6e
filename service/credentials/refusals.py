"""Why a token or a status list is not what it claims: codes only. A false proof is an error, not a value."""

from typing import ClassVar


class CredentialRefused(Exception):
    """What was given does not prove what it claims; `code` says why, `detail` tells developers more."""

    code: ClassVar[str]

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.code if not detail else f"{self.code}: {detail}")


class TextMalformed(CredentialRefused):
    """The text is neither an address of a token nor a `CAC1:` code."""

    code = "TEXT_MALFORMED"


class TokenMalformed(CredentialRefused):
    """The bytes are no token of ours, or say something that no token of ours says."""

    code = "TOKEN_MALFORMED"


class ReceiptMalformed(CredentialRefused):
    """The text or bytes are no receipt of ours, or say something that no receipt of ours says."""

    code = "RECEIPT_MALFORMED"


class StatusMalformed(CredentialRefused):
    """The bytes are no status list of ours."""

    code = "STATUS_MALFORMED"


class KeyUnknown(CredentialRefused):
    """None of the pinned keys has this number, or the key was given for another use."""

    code = "KEY_UNKNOWN"


class AlgorithmOther(CredentialRefused):
    """The algorithm named is not that of the key: the key's number decides, nothing else."""

    code = "ALGORITHM_OTHER"


class KeyNotInForce(CredentialRefused):
    """The key's time has not come, or is over."""

    code = "KEY_NOT_IN_FORCE"


class SignatureFalse(CredentialRefused):
    """The key did not sign these bytes."""

    code = "SIGNATURE_FALSE"


class KeysMalformed(CredentialRefused):
    """The text is no list of keys."""

    code = "KEYS_MALFORMED"


class StatusListFull(CredentialRefused):
    """Half of the list's places are taken: begin the next one."""

    code = "STATUS_LIST_FULL"
