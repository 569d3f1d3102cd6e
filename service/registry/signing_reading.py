"""What one signer's pages show: what is asked, of whom, and what whoever signed before answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.registry.errors import NotFound
from service.registry.loading import consent_of, file_of
from service.registry.signing_answers import Asked, asked_of
from service.registry.signing_invitations import form_of, open_invitation, slot_due
from service.registry.signing_order import ADULT, case_of

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.forms import FormVersion, Slot
    from service.registry.invitation_records import InvitationRecord
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports
    from service.registry.signing_answers import Answers
    from service.registry.signing_sessions import SigningSession
    from service.registry.storing import Reader


@dataclass(frozen=True, slots=True)
class Signing:
    """All that a signer's pages show: what is asked, of whom, and what was answered so far."""

    session: SigningSession
    invitation: InvitationRecord
    form: FormVersion
    slot: Slot
    asked: Asked
    before: Answers
    person: PersonRecord | None
    case: str | None


def read_signing(ports: Ports, session: SigningSession) -> Signing:
    """Read what a session is about. Raises `NotFound` when the invitation was answered or taken back."""
    with ports.store.reading() as reader:
        return signing_of(ports, reader, session)


def invitation_of(reader: Reader, session: SigningSession, now: datetime) -> InvitationRecord:
    """Read the invitation of a session, at the very signature and by the very link it was opened for.

    Raises `NotFound` where somebody signed since, the link was renewed, or the tablet was handed over anew.
    """
    invitation = open_invitation(reader, session.invitation, now)
    if (invitation.step, invitation.digest) != (session.step, session.link):
        raise NotFound
    return invitation


def signing_of(ports: Ports, reader: Reader, session: SigningSession) -> Signing:
    """Read it within a reading or a change under way. Raises `NotFound` likewise."""
    invitation = invitation_of(reader, session, ports.clock())
    form, slot = form_of(ports, invitation), slot_due(ports, invitation)
    person = file_of(reader, invitation.person).person if invitation.person else None
    case = case_of(ports, person) if person else ADULT
    earlier = consent_of(reader, invitation.consent)[1] if invitation.consent else None
    before = earlier.screen[-1].answers if earlier else ()
    asked = asked_of(form, slot, case, before)
    return Signing(session, invitation, form, slot, asked, before, person, case)
