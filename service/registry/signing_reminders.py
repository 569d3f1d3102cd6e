"""Reminders of a link not answered: on the third and the seventh day; on the fourteenth it ends.

Whoever asked hears of the end. Secrets are kept nowhere, so that a reminder brings a new link, and the one
before no longer opens.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.registry.accounts import CLOCKWORK
from service.registry.messages import is_address, send_courriel
from service.registry.recording import Change, changing
from service.registry.signing_contacts import Contact
from service.registry.signing_invitations import close
from service.registry.signing_links import DUE, REMINDED_AFTER, due_details, send_link

if TYPE_CHECKING:
    from service.registry.invitation_records import InvitationRecord
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports


def remind_or_end(ports: Ports, job: JobRecord) -> None:
    """Do what is due for an invitation, once however often it is asked; for one that is over, nothing."""
    with changing(ports, CLOCKWORK) as change:
        invitation = change.writer.load_invitation(int(job.details["invitation"]))
        if invitation is None or invitation.state != "open":
            return
        if str(invitation.reminded) != job.details["reminded"]:
            return  # done before, by a process that stopped before it could say so
        if invitation.ends_at <= ports.clock():
            _end(change, invitation)
        else:
            _remind(change, invitation)


def _end(change: Change, invitation: InvitationRecord) -> None:
    """End it, and write to the member of the team who asked, while they may still sign in."""
    close(change, invitation, "invitation_ended")
    user = change.writer.load_user(invitation.asked_by)
    if user is not None and not user.disabled and user.email and is_address(user.email):
        page = f"/invitations/{change.ports.references.seal('invitation', invitation.number)}"
        send_courriel(change, user.email, user.language, "invitation_ended", path=page)


def _remind(change: Change, invitation: InvitationRecord) -> None:
    reminded = replace(invitation, reminded=invitation.reminded + 1)
    ticket = change.writer.load_ticket(bytes.fromhex(invitation.digest)) if invitation.digest else None
    if ticket is None or invitation.kind != "link":
        change.put("invitation_renewed", None, replace(reminded, revision=invitation.revision + 1))
    else:
        held = ticket.details
        contacts = (
            Contact(held["to"], held["phone"]),
            Contact(held["next_to"], held["next_phone"]),
        )
        send_link(change, reminded, contacts, "invitation_reminded")
    later = [invitation.asked_at + span for span in REMINDED_AFTER[reminded.reminded :]]
    change.later(DUE, None, (later or [invitation.ends_at])[0], **due_details(reminded))
