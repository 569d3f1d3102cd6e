"""Places in the status lists: one for each number that has a token, drawn at random, never given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.status_records import StatusListRecord, StatusPlaceRecord

if TYPE_CHECKING:
    from service.registry.recording import Change


def place_for(change: Change, citation: str) -> StatusPlaceRecord:
    """Return the place of a number, given now when it has none; a list that is half full begins the next."""
    known = change.writer.load_status_place(citation)
    if known is not None:
        return known
    number = max(change.writer.status_lists(), default=-1)
    index = _draw(change, number) if number >= 0 else None
    if index is None:
        number += 1
        _begin(change, number)
        index = _draw(change, number)
    if index is None:
        raise AssertionError(number)
    place = StatusPlaceRecord(number, index, citation)
    change.writer.give_status_places((place,))
    return place


def _draw(change: Change, number: int) -> int | None:
    return change.ports.issuer.draw_place(change.writer.taken_status_places(number))


def _begin(change: Change, number: int) -> None:
    """Begin a list with its decoys, and publish it: who verifies a token finds its list there."""
    decoys = change.ports.issuer.first_decoys()
    change.writer.give_status_places(
        [StatusPlaceRecord(number, index, decoy_set=True) for index in sorted(decoys)]
    )
    now = change.ports.clock()
    content = change.ports.issuer.sign_list(number, decoys, now)
    change.writer.begin_status_list(StatusListRecord(number, now, content))
