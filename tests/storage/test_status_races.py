"""Two numbers never share a status place, however close together they are given theirs.

Seen to fail: with an upsert in the place of the plain INSERT, the second then stood where the first was.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from service.registry.accounts import CLOCKWORK
from service.registry.errors import Unavailable
from service.registry.recording import changing
from service.registry.status_places import place_for
from service.registry.status_records import StatusPlaceRecord
from service.storage.store import SqlStore
from tests.support.ports import MovableClock, make_ports

FIRST, SECOND = "1K7F3M9X4T8B2QDY", "1ABCDEFGHJKMNPSC"


@dataclass(slots=True)
class SameDraw:
    """An issuer by whom everybody draws one place, the other draw of a list being far from it."""

    issuer: Any
    place: int

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the issuer has
        return getattr(self.issuer, name)

    def draw_place(self, _: object) -> int:
        return self.place


def together(*works: Callable[[], object]) -> list[object]:
    """Do all at once; return what each gave, or by which error it ended."""
    start, ended = Barrier(len(works)), dict.fromkeys(range(len(works)), object())

    def run(at: int) -> None:
        start.wait(30)
        try:
            ended[at] = works[at]()
        except Unavailable as error:
            ended[at] = error

    threads = [Thread(target=run, args=(at,)) for at in range(len(works))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return list(ended.values())


def test_a_place_drawn_twice_is_given_once(store: SqlStore, tmp_path: Path) -> None:
    ports = make_ports(store, tmp_path, MovableClock())
    with changing(ports, CLOCKWORK) as change:  # begins the list
        taken = {place_for(change, "1ZZZZZZZZZZZZZTJ").index}
        taken |= {one.index for one in change.writer.list_status_places(0)}
    free = next(index for index in range(1000) if index not in taken)
    alike = replace(ports, issuer=SameDraw(ports.issuer, free))
    drawn = Barrier(1 if store.database.accesses_apart else 2)  # SQLite has one writer at a time

    def give(citation: str) -> StatusPlaceRecord:
        with changing(alike, CLOCKWORK) as change:
            change.writer.load_status_place(citation)
            drawn.wait(30)
            return place_for(change, citation)

    found = together(lambda: give(FIRST), lambda: give(SECOND))
    kept = [one for one in found if isinstance(one, StatusPlaceRecord)]
    assert [type(one) for one in found if one not in kept] == [Unavailable]
    with store.reading() as reader:
        places = [one for one in reader.list_status_places(0) if one.index == free]
    assert places == kept


@pytest.mark.long
def test_first_places_asked_at_once_are_all_apart_or_asked_again(store: SqlStore, tmp_path: Path) -> None:
    ports = make_ports(store, tmp_path, MovableClock())
    numbers = [f"1K7F3M9X4T8B{at:04}" for at in range(6)] * 2

    def give(citation: str) -> StatusPlaceRecord:
        for _ in range(20):
            try:
                with changing(ports, CLOCKWORK) as change:
                    return place_for(change, citation)
            except Unavailable as error:
                assert error.code == "STORAGE_BUSY"  # noqa: PT017 - any other is a failure
        raise AssertionError(citation)

    found = together(*(lambda one=one: give(one) for one in numbers))
    assert len({one.index for one in found if isinstance(one, StatusPlaceRecord)}) == 6
    with store.reading() as reader:
        assert reader.status_lists() == (0,)
        everyone = reader.list_status_places(0)
    assert len({one.index for one in everyone}) == len(everyone)
    assert {one.citation for one in everyone if one.citation} == set(numbers)
