"""What the log keeps of acts, and what shows that it does: for whoever wants to check without us."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from service.registry.acts import Act


@dataclass(frozen=True, slots=True)
class Leaf:
    """The log's entry for an act, and what opens it: the event as it was hashed, and the secret beside it.

    `place` is None while the act waits for its place. Whoever has event and secret can tell what the entry
    stands for; whoever has the entry alone can tell only that the log holds it.
    """

    entry: bytes
    place: int | None
    event: bytes = field(repr=False)
    secret: bytes = field(repr=False)

    @property
    def act(self) -> Act:
        """Read the act that the event tells."""
        told = json.loads(self.event)
        at = datetime.fromisoformat(told["at"])
        return Act(told["kind"], at, told["by"], told["role"], told["via"], told["subject"], told["details"])

    @property
    def left(self) -> frozenset[tuple[str, int]]:
        """List the records that the act left: the name of the kind of each, its number."""
        return frozenset((kind, number) for kind, number, _ in json.loads(self.event)["records"])
