"""Has a module of ours look at a file in a process of its own: it may neither grow nor linger.

The module is run as a program: the file is open as the descriptor named by its first argument, what it is
given stands on standard input, what it says on standard output. It calls `confine` before it reads anything.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

ROOT: Final = Path(__file__).resolve().parents[2]
MEMORY: Final = 1024 * 1024 * 1024
_FILES: Final = 64


class Ended(Exception):
    """The process said nothing that counts; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def confine(seconds: int | None = None, memory: int = MEMORY) -> None:
    """Bound memory, files and writing of this process, and its computing to some seconds."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def look(module: str, content: bytes, given: bytes, seconds: float) -> bytes:
    """Return what a module says of a file within some seconds. Raises `Ended`."""
    with in_memory(content) as file:
        environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
        try:
            done = subprocess.run(  # noqa: S603 - a module of ours and a number
                [sys.executable, "-m", module, str(file.fileno())],
                input=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=(file.fileno(),),
                env=environment,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Ended("TOO_SLOW") from None
    if done.returncode:
        raise Ended("TOO_LARGE" if done.returncode > 0 else "TOO_SLOW")
    return done.stdout


@contextmanager
def in_memory(content: bytes) -> Iterator[BinaryIO]:
    """Give content as a file that is nowhere but in memory, where the system has such files."""
    if hasattr(os, "memfd_create"):
        with os.fdopen(os.memfd_create("document"), "w+b") as file:
            yield _written(file, content)
    else:
        with tempfile.TemporaryFile() as nameless:
            yield _written(cast("BinaryIO", nameless), content)


def _written(file: BinaryIO, content: bytes) -> BinaryIO:
    file.write(content)
    file.flush()
    file.seek(0)
    return file
