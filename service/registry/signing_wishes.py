"""The wish of the person concerned, said on screen: a child's no, at any age, and a represented adult's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.registry.loading import file_of
from service.registry.signing_order import MINORS, SELF, case_of
from service.registry.takedowns import recheck_posts_showing

if TYPE_CHECKING:
    from service.registry.forms import FormVersion, Slot
    from service.registry.people_records import PersonRecord
    from service.registry.recording import Change
    from service.registry.signing_answers import Answers


def note_wish(change: Change, number: int, slot: Slot, answers: Answers, form: FormVersion) -> None:
    """Record that a child or a represented adult does not want to appear; it holds at once (R25, R47)."""
    person = file_of(change.writer, number).person
    said = dict(answers)
    wished = {code for field in form.group("wish") if said.get(field.key) for code in field.codes}
    minor = case_of(change.ports, person) in MINORS
    if minor and (slot.signers == (SELF,) or "refuses" in wished):
        refused = replace(person.minority, minor_wish="refuses")
        _keep(change, "minority_recorded", replace(person, minority=refused))
    elif "objects" in wished:
        objects = replace(person.capacity, wish="objects")
        _keep(change, "capacity_recorded", replace(person, capacity=objects))


def _keep(change: Change, act: str, person: PersonRecord) -> None:
    revised = replace(person, revision=person.revision + 1, changed_at=change.ports.clock())
    change.put(act, person.number, revised)
    recheck_posts_showing(change, person.number)
