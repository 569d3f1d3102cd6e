"""How the programs here are run: a file and an order go in, bytes or the code of a refusal come out."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, Final

from service.documents.confined import Ended, confine, look
from service.documents.scans.kinds import Refusal

AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Pictures decoded at the same time by one worker: each may take a gigabyte and a core."""
_DONE: Final = b"="
_REFUSED: Final = b"!"


def answer(module: str, content: bytes, order: bytes, seconds: float) -> bytes:
    """Have a program look at a picture, and return what it says. Raises `Refusal`."""
    with AT_ONCE:
        try:
            said = look(module, content, order, seconds)
        except Ended as ended:
            raise Refusal(ended.code) from ended
    if not said.startswith(_DONE):
        raise Refusal(said[1:].decode("ascii"))
    return said[1:]


def run(seconds: int, work: Callable[[BinaryIO, bytes], bytes]) -> None:
    """Be such a program: bounded before the file is read."""
    confine(seconds)
    order = sys.stdin.buffer.read()
    with os.fdopen(int(sys.argv[1]), "rb") as file:
        try:
            said = _DONE + work(file, order)
        except Refusal as refusal:
            said = _REFUSED + refusal.code.encode("ascii")
        except (MemoryError, RecursionError):
            said = _REFUSED + b"TOO_LARGE"
    sys.stdout.buffer.write(said)
