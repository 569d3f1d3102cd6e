"""Who checked, and when: the checks of the journal that a case is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.case_finding import same_post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from service.registry.access_records import AccessRecord
    from service.registry.case_finding import Met
    from service.registry.ports import Ports

BEFORE_A_POST: Final = timedelta(days=31)
"""How long before a post was cleared its checks are looked for."""
OF_A_PERSON: Final = timedelta(days=731)
MOST_READ: Final = 20_000
MOST_CHECKS: Final = 100
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Checks:
    """Checks found, oldest first, how far back the journal was read, and whether these are all."""

    records: tuple[AccessRecord, ...]
    since: datetime
    whole: bool


def find_checks(ports: Ports, met: Met) -> Checks:
    """Read the journal back for checks about the posts, or, where there is none, about the people."""
    since = _since(ports, met)
    found: list[AccessRecord] = [] if met.check is None else [met.check]
    whole = True
    for read, record in enumerate(_newest(ports, since), start=1):
        if _is_about(record, met) and all(record.number != one.number for one in found):
            found.append(record)
        if read >= MOST_READ or len(found) >= MOST_CHECKS:
            since, whole = record.at, False
            break
    return Checks(tuple(sorted(found, key=lambda one: (one.at, one.number))), since, whole)


def _since(ports: Ports, met: Met) -> datetime:
    if met.of_person:
        return ports.clock() - OF_A_PERSON
    if met.posts:
        return min(post.registered_at for post in met.posts) - BEFORE_A_POST
    return met.check.at if met.check is not None else ports.clock()


def _newest(ports: Ports, since: datetime) -> Iterator[AccessRecord]:
    """Walk the journal, newest first, back to a moment; records of one moment are read whole."""
    before: datetime | None = None
    limit = _PAGE
    while page := ports.store.list_accesses(before, limit):
        for record in page:
            if record.at < since:
                return
            yield record
        if len(page) < limit:
            return
        # The next page begins before the last moment: that moment's records must all be in this one.
        more = page[-1].at
        if page[0].at == more:
            limit *= 2
        before = more + timedelta(microseconds=1) if page[0].at != more else before


def _is_about(record: AccessRecord, met: Met) -> bool:
    if record.question is None:
        return False
    people = {number for matched in record.matched for number in matched}
    if met.of_person:
        return not people.isdisjoint(met.people)
    return any(
        same_post(record, post) and people & {number for one in post.people for number in one.persons}
        for post in met.posts
    )
