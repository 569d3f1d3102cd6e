"""What is read and kept of status lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.registry.status_records import StatusListRecord, StatusPlaceRecord


class StatusReader(Protocol):
    """Status places and lists, in one view of the registry."""

    def load_status_place(self, citation: str) -> StatusPlaceRecord | None:
        """Read the place in the status lists that a number was given."""

    def list_status_places(self, number: int) -> tuple[StatusPlaceRecord, ...]:
        """Read all places of a status list that were given, decoys among them."""

    def taken_status_places(self, number: int) -> frozenset[int]:
        """Return the places of a status list that were given, decoys among them; none is opened."""

    def load_status_list(self, number: int) -> StatusListRecord | None:
        """Read a status list as last published."""

    def status_lists(self) -> tuple[int, ...]:
        """Return the numbers of all status lists, in order."""


class StatusWriter(Protocol):
    """What is kept of status lists in a transaction."""

    def give_status_places(self, places: Iterable[StatusPlaceRecord]) -> None:
        """Keep places that nobody had; one given to somebody else meanwhile raises `Unavailable`."""

    def turn_status_places(self, places: Iterable[StatusPlaceRecord]) -> None:
        """Keep decoys that turned."""

    def begin_status_list(self, published: StatusListRecord) -> None:
        """Keep the first publication of a list; one begun meanwhile raises `Unavailable`."""

    def publish_status_list(self, published: StatusListRecord) -> None:
        """Keep a status list as it is published now."""
