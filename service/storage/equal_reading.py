"""Reading what a file holds in the time of any other: what it lacks is read from stand-ins, and dropped.

Legal files have one size sealed; opened, they are JSON of what they hold, which takes its time to read. Each
is read as if it held `READ_AS` bytes, an order and its verification included; what is longer takes longer,
some 25 µs for 1 000 bytes. A file without papers is read as if it had one.
"""

from functools import cache
from typing import Final

from service.registry import stand_ins
from service.registry.consent_records import ConsentRecord
from service.registry.legal_records import LegalFile
from service.storage.codec import decode, encode

READ_AS: Final = 2048
_STEP: Final = 224
_ORDER: Final = 2
"""Bytes of a check, and how many of them an order takes."""


def read_legal_file(content: bytes) -> LegalFile:
    """Read a legal file."""
    legal = decode(LegalFile, content)
    decode(LegalFile, _stand_in(max(0, READ_AS - len(content)) // _STEP))
    return legal


def read_no_paper() -> tuple[ConsentRecord, ...]:
    """Read the papers of a file that has none."""
    decode(ConsentRecord, _paper())
    return ()


@cache
def _stand_in(steps: int) -> bytes:
    return encode(stand_ins.legal_file(steps // _ORDER, steps % _ORDER))


@cache
def _paper() -> bytes:
    return encode(stand_ins.PAPER)
