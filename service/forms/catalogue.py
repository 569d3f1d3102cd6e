"""The forms people can be given, found by family: the registry's port `Forms`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.registry.forms import FormVersion


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All versions of all forms, drafts included; only published ones are found."""

    versions: tuple[FormVersion, ...]
    today: date | None = None
    """The day on which a version must be in effect to be found without its number (None: any day)."""

    def find(self, family: str, version: int | None = None, *, on: date | None = None) -> FormVersion | None:
        """Return a version of a family; without one, the newest, among those in effect on a day if given."""
        on = on or self.today
        found = self._published(family)
        if version is not None:
            return next((each for each in found if each.version == version), None)
        in_effect = (each for each in found if on is None or each.effective_from <= on)
        return max(in_effect, key=lambda each: each.version, default=None)

    def families(self) -> tuple[str, ...]:
        """List the published families, in the order people are shown them."""
        newest = filter(None, (self.find(family) for family in {each.family for each in self.versions}))
        return tuple(each.family for each in _in_order(newest))

    def published(self) -> tuple[FormVersion, ...]:
        """List every published version."""
        return tuple(each for each in self.versions if each.status == "published")

    def _published(self, family: str) -> tuple[FormVersion, ...]:
        return tuple(each for each in self.versions if each.family == family and each.status == "published")


def _in_order(versions: Iterable[FormVersion]) -> list[FormVersion]:
    return sorted(versions, key=lambda each: (each.order, each.family))
