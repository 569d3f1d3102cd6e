"""Clearances: a post's yes to take along and to hand back when the post is registered.

A clearance tells that nothing of the question changed since it was answered. It opens nothing: the post is
decided again, so that a withdrawal between the two always wins.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.errors import Conflict, NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.ports import Ports

CLEARANCE_INVALID: Final = "CLEARANCE_INVALID"
LASTS: Final = timedelta(hours=1)
"""Long enough to go back to the text and press « Publier »; the question is asked again after that."""
_HALF: Final = 26


def make_clearance(ports: Ports, caller: Caller, cleared: object, until: datetime) -> str:
    """Return 52 characters bound to a caller, to what was cleared (a frozen value) and to its end."""
    end = int(until.timestamp())
    what = f"{caller.user} {caller.role} {end} {cleared!r}"
    digest = sha256(what.encode("utf-8", "surrogatepass")).digest()
    # Two sealed blocks: 48 bits of the digest and the end, then 80 more bits; neither goes with another.
    first = ports.references.seal("clearance", int.from_bytes(digest[:6], "big"), end)
    rest = int.from_bytes(digest[6:12], "big"), int.from_bytes(digest[12:16], "big")
    return first + ports.references.seal("clearance", *rest)


def check_clearance(ports: Ports, caller: Caller, cleared: object, clearance: str) -> None:
    """Raise `Conflict` CLEARANCE_INVALID when it is altered, has ended, or is of another caller or post."""
    now = ports.clock()
    try:
        _, end = ports.references.open("clearance", clearance[:_HALF])
    except NotFound:
        raise Conflict(CLEARANCE_INVALID) from None
    until = now.fromtimestamp(end, now.tzinfo)
    if until < now or make_clearance(ports, caller, cleared, until) != clearance:
        raise Conflict(CLEARANCE_INVALID)
