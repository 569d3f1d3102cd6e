"""Institutional authorizations: that confidential content of the establishment may be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, get_args

Office = Literal["dcai", "dg"]
OFFICES: Final = get_args(Office)
"""Who has the power: the communications direction (DCAI), and the general direction (DG)."""
InstitutionalStatus = Literal["asked", "granted", "refused", "withdrawn"]


@dataclass(frozen=True, slots=True)
class InstitutionalRecord:
    """One request that confidential content be published, and its answer; `open` until it is a no.

    It is about the content alone. It holds nobody's authorization, and stands for nobody's.
    """

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    content: str = ""
    """Which content, in words of the publisher."""
    channels: tuple[str, ...] = ()
    """Channels asked for, or once granted those it is granted for."""
    since: date | None = None
    until: date | None = None
    """First and last day of publication, both included."""
    conditions: tuple[str, ...] = ()
    """Of the closed catalogue."""
    answer: Literal["granted", "refused"] | None = None
    office: Office | None = None
    """In whose name it was answered."""
    answered_at: datetime | None = None
    answered_by: int | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: int | None = None
    posts: tuple[int, ...] = ()
    """Posts that cite it, so that a withdrawal lists them."""

    @property
    def status(self) -> InstitutionalStatus:
        """Return where it stands."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return self.answer or "asked"

    def covers(self, channels: tuple[str, ...], on: date) -> bool:
        """Tell whether content may go out under it, on these channels and that day."""
        in_time = (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
        return self.status == "granted" and in_time and set(channels) <= set(self.channels)
