"""The states of a consent, and the acts that lead from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.registry.consent_records import ConsentState

OPEN: Final = frozenset({"draft", "signed"})
"""Not confirmed yet: it may still be corrected, and grants nothing."""
STANDING: Final = frozenset({"signed", "confirmed", "suspended"})
"""What someone can still withdraw."""


@dataclass(frozen=True, slots=True)
class Move:
    """From which states an act leads, and to which; from none: the act makes the record."""

    before: frozenset[str]
    after: ConsentState


MOVES: Final[Mapping[str, Move]] = {
    "consent_drafted": Move(frozenset(), "draft"),
    "consent_registered": Move(frozenset(), "signed"),
    "consent_signed": Move(frozenset({"draft"}), "signed"),
    "consent_confirmed": Move(OPEN, "confirmed"),
    "consent_suspended": Move(frozenset({"confirmed"}), "suspended"),
    "consent_resumed": Move(frozenset({"suspended"}), "confirmed"),
    "consent_withdrawn": Move(STANDING | {"draft"}, "withdrawn"),
    "consent_revoked": Move(STANDING | {"draft"}, "revoked"),
    "consent_invalidated": Move(STANDING | {"withdrawn", "revoked"}, "invalidated"),
    "consent_entered_in_error": Move(OPEN | STANDING, "entered_in_error"),
}
"""Act → the move it makes. A consent expires by its dates, and is superseded by a later paper, in no act."""
