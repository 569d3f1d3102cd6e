"""A form sent twice (a double press, a page reloaded) does its work once and leads to the same place."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from service.registry.once import Asking, do_once
from service.registry.ports import Ports
from service.registry.storing import Kept
from service.web.visits import SEE_OTHER, Visit

T = TypeVar("T")


def once(visit: Visit, act: Callable[[Ports], T], path: Callable[[T], str]) -> str:
    """Do what the form asks unless it was done, and return where that leads.

    Each page shown carries a mark of its own for its form; an error keeps nothing, so that it can be mended.
    """
    key = sha256(b"form\0" + visit.session.digest + visit.sent.text("once").encode()).digest()
    done = do_once(visit.ports, Asking(key, b"", SEE_OTHER), act, path)
    return done.reference if isinstance(done, Kept) else path(done)
