"""Which posts were listed for takedown together: one record, one act and one leaf, however many they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class LivePlace:
    """A place where a post can be seen or is about to be: the post itself, or a copy of it."""

    post: int
    copy: int = 0
    """Which of the post's copies; 0 is the post itself."""
    takedown: int | None = None
    """The takedown that is open for it, if there is one."""


@dataclass(frozen=True, slots=True)
class TakedownCallRecord:
    """Takedowns asked in one transaction, with one deadline; `digest` holds their rows to its leaf."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    due_at: datetime
    urgent: bool = False
    count: int = 0
    """How many takedowns it asked, those that it only hastened aside."""
    digest: str = ""
    """SHA-256, in hexadecimal, of `list_digest`."""


def list_digest(asked: Iterable[tuple[int, int, int]], hastened: Iterable[int]) -> str:
    """Return the SHA-256 of a list: (takedown, post, copy) of each asked, then those hastened, by number."""
    lines = [f"{takedown} {post} {copy}\n" for takedown, post, copy in sorted(asked)]
    lines += [f"{takedown} hastened\n" for takedown in sorted(hastened)]
    return sha256("".join(lines).encode()).hexdigest()
