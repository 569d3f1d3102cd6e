"""Why the vault stays shut. Codes only; none of these ever ends in a yes."""

from typing import ClassVar


class VaultFailure(Exception):
    """A key or a sealed value cannot be used; `code` says why."""

    code: ClassVar[str]

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.code if not detail else f"{self.code}: {detail}")


class SealBroken(VaultFailure):
    """Sealed bytes were changed, cut, moved to another place, or sealed with another key."""

    code = "SEAL_BROKEN"


class TooLarge(VaultFailure):
    """The value does not fit the size it must be sealed at."""

    code = "TOO_LARGE"


class KeyUnwrapFailed(VaultFailure):
    """A wrapped key was changed, or wrapped with another key-encryption key."""

    code = "KEY_UNWRAP_FAILED"


class KeyringIncomplete(VaultFailure):
    """A key of the registry's ring is missing, or one nobody knows is there."""

    code = "KEYRING_INCOMPLETE"


class BadReference(VaultFailure):
    """A reference that was not issued here, or stands for something of another kind."""

    code = "BAD_REFERENCE"


class KekMissing(VaultFailure):
    """The key-encryption key's file is absent or cannot be read."""

    code = "KEK_MISSING"


class KekReadableByOthers(VaultFailure):
    """The key file's mode is neither 0600 nor 0400: others than its owner may use it."""

    code = "KEK_READABLE_BY_OTHERS"


class KekMalformed(VaultFailure):
    """The file holds neither 32 bytes nor one line of base64 for 32 bytes."""

    code = "KEK_MALFORMED"


class KekWeak(VaultFailure):
    """The key was typed, counted or repeated rather than drawn."""

    code = "KEK_WEAK"


class KekExists(VaultFailure):
    """A key file is already there; it is never written over."""

    code = "KEK_EXISTS"
