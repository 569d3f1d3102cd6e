"""A form being read: each field taken once, every slip gathered, so that people mend all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from service.registry.errors import Fault, Invalid, RegistryError
from service.web.reading import NotADay, Sent, read_day
from service.web.typed import Slip, Typed


class Slipped(Exception):
    """The form has slips; nothing was asked of the registry."""


@dataclass(slots=True)
class Filled:
    """What was sent and the slips met so far, in the order of the fields."""

    sent: Sent
    slips: list[Slip] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Take a text that must be there."""
        if not self.sent.text(name):
            self.slip(name, "MISSING")
        return self.sent.text(name)

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        """Take one of a list."""
        chosen = self.sent.text(name)
        if not chosen:
            self.slip(name, "MISSING_CHOICE")
        elif chosen not in allowed:
            self.slip(name, "NOT_IN_LIST")
        return chosen

    def choice_if_any(self, name: str, allowed: Sequence[str]) -> str | None:
        """Take one of a list, or nothing."""
        return self.choice(name, allowed) if self.sent.text(name) else None

    def choices(self, name: str, allowed: Sequence[str], *, needed: bool = True) -> tuple[str, ...]:
        """Take boxes ticked, in the order of the list."""
        ticked = self.sent.each(name)
        if needed and not ticked:
            self.slip(name, "MISSING_CHOICE")
        if any(one not in allowed for one in ticked):
            self.slip(name, "NOT_IN_LIST")
        return tuple(one for one in allowed if one in ticked)

    def yes_no(self, name: str) -> bool:
        """Take a question that must be answered by yes or no."""
        return self.choice(name, ("yes", "no")) == "yes"

    def day(self, name: str) -> date:
        """Take a day that must be there; when it is not, any day, since the form is not used then."""
        if not self.sent.text(name):
            self.slip(name, "MISSING")
        return self.day_if_any(name) or date.min

    def day_if_any(self, name: str) -> date | None:
        """Take a day, or nothing."""
        typed = self.sent.text(name)
        if not typed:
            return None
        try:
            return read_day(typed)
        except NotADay:
            self.slip(name, "BAD_DATE", typed=typed)
            return None

    def slip(self, name: str, code: str, **values: str) -> None:
        """Note something to mend."""
        self.slips.append(Slip(name, code, values))

    def done(self) -> None:
        """Raise `Slipped` when anything is to be mended."""
        if self.slips:
            raise Slipped

    def mend(self, error: Exception | None = None, fields: Mapping[str, str] | None = None) -> Typed:
        """Return the form as typed with all slips, those of a use case included.

        `fields` says which field a fault's JSON Pointer is about, by its longest beginning.
        """
        if isinstance(error, Invalid):
            for fault in error.faults:
                self.slips.append(Slip(_field_of(fault, fields or {}), fault.code))
        elif isinstance(error, RegistryError):
            self.slips.append(Slip("", error.code))
        return Typed(self.sent.values, tuple(self.slips))


def _field_of(fault: Fault, fields: Mapping[str, str]) -> str:
    met = [pointer for pointer in fields if fault.pointer.startswith(pointer)]
    return fields[max(met, key=len)] if met else fault.pointer.strip("/").partition("/")[0]
