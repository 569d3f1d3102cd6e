"""Which form is offered to a person, and who signs it in which order: by age and capacity alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.ages import CONSENTS_ALONE, MAJORITY, age_on
from service.registry.legal_files import is_represented
from service.registry.moments import today

if TYPE_CHECKING:
    from service.registry.forms import FormVersion, Slot
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports

SELF: Final = "self"
CHILD: Final = "under_14"
TEEN: Final = "from_14_to_17"
ADULT: Final = "adult"
REPRESENTED: Final = "represented"
DECIDES_ALONE: Final = "decides_alone"
MINORS: Final = frozenset({CHILD, TEEN})


def case_of(ports: Ports, person: PersonRecord) -> str | None:
    """Return the case of a form's slots that a person is in; None when nothing tells their age."""
    if person.birth_date is not None:
        age = age_on(person.birth_date, today(ports), ports.policy.config.feb29_rule)
        if age < MAJORITY and person.minority.emancipated != "full":
            return CHILD if age < CONSENTS_ALONE else TEEN
    elif not person.adult_attested:
        return None
    if is_represented(person):
        return DECIDES_ALONE if person.capacity.self_decides_personal else REPRESENTED
    return ADULT


def needs_proof(person: PersonRecord, ports: Ports) -> bool:
    """Tell whether someone else signs for this person."""
    return case_of(ports, person) != ADULT


def slots_in_order(form: FormVersion, case: str | None) -> tuple[Slot, ...]:
    """List the signatures a case asks for, in the order they are given: the young person's comes first."""
    slots = [slot for slot in form.slots if slot.signers and case in slot.cases]
    needed = [slot for slot in slots if slot.required or slot.signers == (SELF,)]
    return tuple(sorted(needed, key=lambda slot: slot.signers != (SELF,)))


def forms_offered(ports: Ports, person: PersonRecord) -> tuple[FormVersion, ...]:
    """List the forms that ask for an authorization and fit a person, the one made for their role first."""
    case = case_of(ports, person)
    found = [ports.forms.find(family) for family in ports.forms.families()]
    fit = [form for form in found if form and form.kind == "authorization" and slots_in_order(form, case)]
    roles = {period.role for period in person.roles}
    own = [form for form in fit if roles.intersection(form.roles)]
    return tuple(sorted(own or fit, key=lambda form: (len(form.roles), form.order)))


def may_fit(ports: Ports, person: PersonRecord, form: FormVersion) -> bool:
    """Tell whether a form may be given to a person: by age and capacity someone can sign it for them.

    Where nothing tells the age, every form may; a form that asks for no authorization fits everyone.
    """
    case = case_of(ports, person)
    return form.kind != "authorization" or case is None or bool(slots_in_order(form, case))


def slot_of(form: FormVersion, key: str) -> Slot:
    """Find a slot by key."""
    return next(slot for slot in form.slots if slot.key == key)
