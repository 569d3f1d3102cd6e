"""Doing a thing once, however often it is asked (Idempotency-Key).

What was answered is kept in the transaction of the change itself: a crash leaves both or neither, so that
asking again never does it twice.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from service.registry.errors import RegistryError
from service.registry.storing import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from service.registry.access_records import AccessRecord
    from service.registry.ports import Ports
    from service.registry.storing import Reader, Store, Writer

T = TypeVar("T")


class KeyReused(RegistryError):
    """The same key came with another request."""

    def __init__(self) -> None:
        super().__init__("IDEMPOTENCY_KEY_REUSED")


@dataclass(frozen=True, slots=True)
class Asking:
    """One request that may come again: digest of caller, route and key; digest of what was sent.

    `status` is what it is answered with when it succeeds.
    """

    key: bytes
    body: bytes
    status: int


def do_once(ports: Ports, asking: Asking, act: Callable[[Ports], T], refer: Callable[[T], str]) -> T | Kept:
    """Do it and return what it gave; or return what was kept when it was done within the day.

    `refer` gives the id kept for the answer to be built again; `act` gets ports whose changes all fall in
    one transaction. An error keeps nothing. Raises `KeyReused` when the key came with something else.
    """
    with ports.store.writing() as writer:
        kept = writer.load_kept(asking.key)
        if kept is not None:
            if kept.body != asking.body:
                raise KeyReused
            return kept
        done = act(replace(ports, store=_Within(ports.store, writer)))
        writer.keep(asking.key, Kept(asking.body, asking.status, refer(done)), ports.clock())
    return done


@contextmanager
def together(ports: Ports) -> Iterator[Ports]:
    """Give ports whose changes all fall in one transaction: all are kept at the end, or none."""
    with ports.store.writing() as writer:
        yield replace(ports, store=_Within(ports.store, writer))


class _Within:
    """The store as seen inside one transaction: reading and writing join it."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self._store = store
        self._writer = writer

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read what the transaction sees."""
        yield self._writer

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Join the transaction; an exception undoes the whole of it."""
        yield self._writer

    def record_access(self, record: AccessRecord) -> int:
        """Keep a look-up's access record, whatever becomes of the transaction."""
        return self._store.record_access(record)

    def load_access(self, number: int) -> AccessRecord | None:
        """Read one look-up's access record."""
        return self._store.load_access(number)

    def list_accesses(self, before: datetime | None, limit: int) -> tuple[AccessRecord, ...]:
        """List access records."""
        return self._store.list_accesses(before, limit)

    def touch_token(self, digest: bytes, at: datetime) -> None:
        """Note when a token was last used."""
        self._store.touch_token(digest, at)
