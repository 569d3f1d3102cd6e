"""Where a signer is reached from afar, and whether that was in a file before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.registry.errors import Fault, Invalid
from service.registry.identity import fold_factor
from service.registry.loading import file_of
from service.registry.messages import TEXT, is_address, plain_number
from service.registry.signing_order import SELF, slot_of

if TYPE_CHECKING:
    from service.registry.invitation_records import CodeWay, InvitationRecord
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports
    from service.registry.storing import Writer


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a signer is reached: the link by courriel, the code by text message or told by telephone."""

    email: str
    phone: str = ""


def is_known(writer: Writer, invitation: InvitationRecord, contact: Contact, ports: Ports) -> bool:
    """Tell whether what the code or, told by telephone, the link goes to was in a file before."""
    person = file_of(writer, invitation.person or 0).person
    form = ports.forms.find(invitation.form, invitation.version)
    slot = slot_of(form, invitation.signers[invitation.step]) if form else None
    if slot is None:
        return False
    asked = [person] if slot.signers == (SELF,) else _elders(writer, person)
    people = [one for one in asked if not one.unconfirmed]
    if invitation.code_by == "text":
        number = plain_number(contact.phone)
        return any(number and plain_number(one.phone or "") == number for one in people)
    return any(one.email and fold_factor(one.email) == fold_factor(contact.email) for one in people)


def next_contact(writer: Writer, invitation: InvitationRecord) -> Contact:
    """Return where whoever signs after this one is reached, as far as it was said."""
    ticket = writer.load_ticket(bytes.fromhex(invitation.digest)) if invitation.digest else None
    return Contact(ticket.details["next_to"], ticket.details["next_phone"]) if ticket else Contact("")


def _elders(writer: Writer, person: PersonRecord) -> list[PersonRecord]:
    """List the parents and tutors who have files of their own."""
    kinds = {"child", "parent_of", "tutor_of", "parental_authority_of"}
    files = [writer.load_file(one.to) for one in person.relations if one.kind in kinds]
    return [file.person for file in files if file is not None]


def texts_are_sent(ports: Ports) -> bool:
    """Tell whether text messages leave from here: a gateway is set."""
    return TEXT in ports.messenger.ways


def ways_to_tell(ports: Ports) -> tuple[CodeWay, ...]:
    """List how the code of a link can be given, as far as we are set up for it."""
    return ("text", "told") if texts_are_sent(ports) else ("told",)


def check_contact(ports: Ports, contact: Contact, code_by: str, which: str = "") -> None:
    """Raise `Invalid` for what cannot be reached; `which` begins the names of the fields."""
    faults = []
    if code_by not in ways_to_tell(ports):
        faults.append(Fault("/code_by", "MISSING_CHOICE"))
    if not is_address(contact.email):
        faults.append(Fault(f"/{which}email", "BAD_EMAIL" if contact.email else "MISSING"))
    if code_by == "text" and not plain_number(contact.phone):
        faults.append(Fault(f"/{which}phone", "BAD_PHONE" if contact.phone else "MISSING"))
    if faults:
        raise Invalid(*faults)
