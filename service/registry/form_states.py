"""Where each of the establishment's own forms stands, read from the acts about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from service.registry.form_records import OwnForm, Step

if TYPE_CHECKING:
    from service.registry.acts import Act
    from service.registry.storing import Reader

SUBMITTED: Final = "form_submitted"
APPROVED: Final = "form_approved"
PUBLISHED: Final = "form_published"


@dataclass(slots=True)
class _Told:
    """What the acts tell of one version."""

    submitted: list[Act] = field(default_factory=list)
    approved: list[Act] = field(default_factory=list)
    published: list[Act] = field(default_factory=list)


def own_forms(reader: Reader) -> tuple[OwnForm, ...]:
    """Read all of the establishment's versions, in order of family and number."""
    told: dict[tuple[str, int], _Told] = {}
    for kind, name in ((SUBMITTED, "submitted"), (APPROVED, "approved"), (PUBLISHED, "published")):
        for past in reader.registry_acts(kind):
            getattr(told.setdefault(_key(past.act), _Told()), name).append(past.act)
    return tuple(_own_form(*key, told[key]) for key in sorted(told))


def published_forms(reader: Reader) -> tuple[OwnForm, ...]:
    """Read the published versions alone; the first publication of a number is the only one."""
    first: dict[tuple[str, int], OwnForm] = {}
    for past in reader.registry_acts(PUBLISHED):
        key = _key(past.act)
        step = _step(past.act)
        details = past.act.details
        first.setdefault(key, OwnForm(*key, details["sha256"], details["blob"], step, (), step))
    return tuple(first[key] for key in sorted(first))


def _own_form(family: str, version: int, told: _Told) -> OwnForm:
    published = told.published[0] if told.published else None
    newest = published or told.submitted[-1]
    digest = newest.details["sha256"]
    submitted = next(act for act in reversed(told.submitted) if act.details["sha256"] == digest)
    return OwnForm(
        family,
        version,
        digest,
        newest.details["blob"],
        _step(submitted),
        # What was said of other bytes counts for nothing: an edit is read anew by two people.
        tuple(_step(act) for act in told.approved if act.details["sha256"] == digest),
        _step(published) if published else None,
    )


def _key(act: Act) -> tuple[str, int]:
    return act.details["family"], int(act.details["version"])


def _step(act: Act) -> Step:
    return Step(act.by, act.role, act.at)
