"""How far the loading is: one line on stderr, rewritten, and only for someone who watches."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

ItemT = TypeVar("ItemT")
CLEAR = "\r\x1b[K"


@dataclass(frozen=True, slots=True)
class Progress:
    """Shows the part under way and how much of it is done."""

    shown: bool

    def over(self, items: Collection[ItemT], what: str) -> Iterator[ItemT]:
        """Yield each item, saying how far we are."""
        for done, item in enumerate(items, 1):
            self._say(f"{CLEAR}{what} {done}/{len(items)}")
            yield item
        self._say(CLEAR)

    def _say(self, text: str) -> None:
        if self.shown:
            sys.stderr.write(text)
            sys.stderr.flush()


def progress_for_terminal() -> Progress:
    """Show progress when stderr is a terminal."""
    return Progress(sys.stderr.isatty())
