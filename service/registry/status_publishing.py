"""Status lists, published each hour, at start and on demand: a set place says « do not use », never why.

What sets a place is the answer of a check today, not the state of a paper (design, Usable). It is worked out
in batches, each in a view of its own; a number given its place meanwhile is usable: it was just told so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.accounts import CLOCKWORK
from service.registry.job_records import JobRecord
from service.registry.recording import changing
from service.registry.standing import is_usable
from service.registry.status_records import StatusListRecord, StatusPlaceRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from service.registry.ports import Ports
    from service.registry.recording import Change

EVERY: Final = timedelta(hours=1)
BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Hourly:
    """The one job that publishes; workers that start together keep the same row, due at once."""

    number: int
    kind: str

    def ensure(self, ports: Ports) -> None:
        """Have the lists published now, and each hour from now on."""
        with ports.store.writing() as writer:
            writer.put_job(JobRecord(self.number, self.kind, ports.clock()))


WALK: Final = Hourly(-6, "status_lists")


def do_publish(ports: Ports, job: JobRecord) -> JobRecord:
    """Publish every list, then wait an hour."""
    publish_status(ports)
    return replace(job, tries=0, due_at=ports.clock() + EVERY)


def publish_status(ports: Ports, note: Callable[[int, int], None] | None = None) -> int:
    """Publish every list as of now; return how many. `note` is told how many numbers are done, of all."""
    with ports.store.reading() as reader:
        numbers = reader.status_lists()
        places = {number: reader.list_status_places(number) for number in numbers}
    held = {number: [one for one in those if one.citation] for number, those in places.items()}
    total, done = sum(map(len, held.values())), 0
    for number in numbers:
        closed: set[int] = set()
        for batch in _batches(held[number]):
            closed |= _closed(ports, batch)
            done += len(batch)
            if note:
                note(done, total)
        with changing(ports, CLOCKWORK) as change:
            _publish(change, number, closed)
    return len(numbers)


def _closed(ports: Ports, batch: Sequence[StatusPlaceRecord]) -> set[int]:
    with ports.store.reading() as reader:
        return {one.index for one in batch if not is_usable(ports, reader, one.citation)}


def _publish(change: Change, number: int, closed: set[int]) -> None:
    issuer, now = change.ports.issuer, change.ports.clock()
    places = change.writer.list_status_places(number)
    given = {one.index for one in places if one.citation}
    decoys = {one.index: one for one in places if not one.citation}
    before = change.writer.load_status_list(number)
    was = issuer.places_set(before.content, given) if before else frozenset()
    were_on = {index for index, one in decoys.items() if one.decoy_set}
    turned = len(closed - was), len(was - closed)
    on, ever = issuer.turn_decoys((were_on, decoys.keys()), given, turned)
    after = [StatusPlaceRecord(number, index, decoy_set=index in on) for index in sorted(ever)]
    change.writer.give_status_places([one for one in after if one.index not in decoys])
    change.writer.turn_status_places([one for one in after if decoys.get(one.index, one) != one])
    content = issuer.sign_list(number, closed | on, now)
    change.writer.publish_status_list(StatusListRecord(number, now, content))


def _batches(places: Sequence[StatusPlaceRecord]) -> Iterator[Sequence[StatusPlaceRecord]]:
    for start in range(0, len(places), BATCH):
        yield places[start : start + BATCH]
