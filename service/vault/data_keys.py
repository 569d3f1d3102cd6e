"""Data keys: one per person, wrapped by the key-encryption key (RFC 3394). Erasing one erases its file."""

from threading import Lock

from cryptography.hazmat.primitives import keywrap

from service.vault.failures import KeyUnwrapFailed
from service.vault.kek import Kek


def wrap(kek: Kek, key: bytes) -> bytes:
    """Wrap a 32-byte key: 40 bytes, of no use without the key-encryption key."""
    return keywrap.aes_key_wrap(kek.key, key)


def unwrap(kek: Kek, wrapped: bytes) -> bytes:
    """Return the key that was wrapped; raises KeyUnwrapFailed when altered or wrapped otherwise."""
    try:
        return keywrap.aes_key_unwrap(kek.key, wrapped)
    except keywrap.InvalidUnwrap as error:
        raise KeyUnwrapFailed from error


def rewrap(old: Kek, new: Kek, wrapped: bytes) -> bytes:
    """Wrap a key again for a new key-encryption key; what it seals stays as it is."""
    return wrap(new, unwrap(old, wrapped))


class KeyCache:
    """Unwrapped data keys by person number, at most `entries`; about 150 bytes each.

    Two generations: what was not used since the last change of generation goes first.
    """

    __slots__ = ("_lock", "_older", "_recent", "_room")

    def __init__(self, entries: int = 20_000) -> None:
        self._room = max(1, entries // 2)
        self._recent: dict[int, bytes] = {}
        self._older: dict[int, bytes] = {}
        self._lock = Lock()

    def get(self, number: int) -> bytes | None:
        """Return the person's data key when it is still held."""
        key = self._recent.get(number)
        return self._recall(number) if key is None else key

    def put(self, number: int, key: bytes) -> None:
        """Hold the person's data key."""
        with self._lock:
            self._hold(number, key)

    def forget(self, number: int) -> None:
        """Let go of a key, at erasure."""
        with self._lock:
            self._recent.pop(number, None)
            self._older.pop(number, None)

    def __len__(self) -> int:
        return len(self._recent) + len(self._older)

    def _recall(self, number: int) -> bytes | None:
        # Under the lock, so that a key being forgotten cannot be brought back.
        with self._lock:
            key = self._older.pop(number, None)
            if key is not None:
                self._hold(number, key)
            return key

    def _hold(self, number: int, key: bytes) -> None:
        if number not in self._recent and len(self._recent) >= self._room:
            self._older, self._recent = self._recent, {}
        self._recent[number] = key
