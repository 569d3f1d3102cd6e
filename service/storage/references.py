"""References: what stands outside for the registry's numbers."""

from typing import Final

from service.registry.errors import NotFound
from service.registry.ports import ReferenceKind
from service.vault.failures import BadReference
from service.vault.references import SealedReferences

_LETTERS: Final[dict[ReferenceKind, str]] = {
    "person": "p",
    "order": "o",
    "review": "r",
    "check": "c",
    "clearance": "k",
    "post": "b",
    "takedown": "t",
    "request": "q",
    "user": "u",
    "legal_check": "l",
    "form": "f",
    "invitation": "i",
    "scanned_form": "s",
    "break_glass": "g",
    "event": "e",
    "expected": "x",
    "incident": "n",
    "control": "m",
    "webhook": "w",
    "policy": "y",
    "designation": "d",
    "institutional": "a",
    "reading": "v",
}
"""One letter a kind, never given to another: it is sealed into references that people hold."""


class KeyedReferences:
    """The port `References` under the registry's reference key."""

    def __init__(self, key: bytes) -> None:
        self._sealed = SealedReferences(key)

    def seal(self, kind: ReferenceKind, number: int, item: int = 0) -> str:
        """Return the 26 characters that stand for a number and an item of its file."""
        return self._sealed.encode(_LETTERS[kind], number, item)

    def open(self, kind: ReferenceKind, text: str) -> tuple[int, int]:
        """Return (number, item); raises `NotFound` for anything not issued here."""
        try:
            return self._sealed.decode(_LETTERS[kind], text)
        except BadReference as error:
            raise NotFound from error
