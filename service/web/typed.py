"""What was typed in a form and what is to mend there; a page shows both again, so that nothing is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing to mend: the field, a code, and what its sentence quotes."""

    field: str
    code: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Typed:
    """The values of a form by field name (several for boxes ticked) and its slips in order of the fields."""

    values: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    slips: tuple[Slip, ...] = ()

    def text(self, name: str) -> str:
        """Return what stands in a field, or nothing."""
        values = self.values.get(name, ())
        return values[0] if values else ""

    def has(self, name: str, value: str) -> bool:
        """Tell whether a box or a radio is ticked."""
        return value in self.values.get(name, ())

    def slip(self, name: str) -> Slip | None:
        """Return the first slip of a field."""
        return next((slip for slip in self.slips if slip.field == name), None)


NOTHING_TYPED = Typed()
