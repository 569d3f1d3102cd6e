"""A disk of a few megabytes, to be filled up and emptied."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MEGABYTES = 24
BLOCKS = (1 << 20, 1 << 12, 1 << 6)


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder on a disk of its own."""

    folder: Path

    def fill(self) -> None:
        """Leave no room at all."""
        with self._filler.open("ab", buffering=0) as file:
            for size in BLOCKS:
                with suppress(OSError):
                    while file.write(bytes(size)) == size:
                        continue

    def empty(self) -> None:
        """Give the room back."""
        self._filler.unlink()

    @property
    def _filler(self) -> Path:
        return self.folder / "filler"


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """Mount a disk in memory on a new folder for as long as the block lasts."""
    folder.mkdir()
    options = f"size={MEGABYTES}m,mode=0700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def can_mount() -> bool:
    """Tell whether whoever runs the tests may mount a disk."""
    return os.geteuid() == 0


def run_where_disks_can_be_mounted(test: str) -> int:
    """Run one test again as the root of a namespace of its own; return pytest's status."""
    alone = ["unshare", "--user", "--map-root-user", "--mount", "--"]
    return subprocess.run([*alone, sys.executable, "-m", "pytest", "-q", test], check=False).returncode
