"""Both registries, made once for a process and copied for each session; and sessions in numbers."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

from tests.promises.two_sessions import EVERYBODY, PUBLISHERS, Session
from tests.promises.two_towns import FOR_PUBLISHERS, found
from tests.promises.two_worlds import make_world

if TYPE_CHECKING:
    from tests.promises.two_worlds import Side

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - nothing is kept: a disk would only slow the sessions
SIDES: Final[tuple[Side, Side]] = ("A", "B")


@dataclass(frozen=True, slots=True)
class Walks:
    """Sessions to walk, one after the other, each from a fresh copy of both registries."""

    session: Session
    templates: tuple[Path, Path]

    def walk(self, steps: list[tuple[int, int]], label: str = "walk") -> int:
        """Walk one session; return how many requests it asked of each world."""
        before = self.session.requests
        self.session.begin(self.templates, label)
        for kind, seed in steps:
            self.session.take(kind, seed)
        return self.session.requests - before


@contextmanager
def two_towns(empty: Path, *, papers_differ: bool = False) -> Iterator[Walks]:
    """Make both registries, in memory where there is a file system for that.

    `papers_differ`: there are people whose papers differ as well, and publishers and passers-by alone come.
    """
    root = Path(mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    loop = asyncio.new_event_loop()
    first, second = (make_world(side, root / side, empty) for side in SIDES)
    templates = (root / "A-made", root / "B-made")
    try:
        for world, template in zip((first, second), templates, strict=True):
            found(world, FOR_PUBLISHERS if papers_differ else ())
            world.end()
            shutil.copytree(world.folder, template)
        yield Walks(Session((first, second), loop, PUBLISHERS if papers_differ else EVERYBODY), templates)
    finally:
        for world in (first, second):
            world.end()
        loop.close()
        shutil.rmtree(root, ignore_errors=True)
