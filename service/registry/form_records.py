"""An establishment's own version of a form: its bytes by hash, and what was done to it by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

FormState: TypeAlias = Literal["draft", "approved", "published"]
APPROVALS: Final = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a form: by which user, in which role, when."""

    by: int
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnForm:
    """A version the establishment wrote: its bytes by hash, where they are kept, and how far it is."""

    family: str
    version: int
    sha256: str
    blob: str
    submitted: Step
    approvals: tuple[Step, ...] = ()
    published: Step | None = None

    @property
    def state(self) -> FormState:
        """Say how far it is: approved by two, one of them legal, is what publishing asks for."""
        if self.published:
            return "published"
        return "approved" if is_approved(self.approvals) else "draft"


def is_approved(approvals: Iterable[Step]) -> bool:
    """Tell whether two different users approved, at least one of them for legal."""
    users = {one.by: one.role for one in approvals}
    return len(users) >= APPROVALS and "legal" in {one.role for one in approvals}
