"""Links to sign from afar: inert until a code, given by another way, comes with the press of a button.

The addresses a link goes to are kept with the link's own ticket alone, and go with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from service.i18n.dates import date_in_words
from service.registry.codes import CODE_LASTS, TRIES, digest_code, draw_code, is_code
from service.registry.errors import Conflict, NotFound, RegistryError
from service.registry.loading import file_of
from service.registry.messages import plain_number, send_courriel, send_text
from service.registry.moments import local_day
from service.registry.permissions import check_may
from service.registry.recording import Change, changing
from service.registry.signing_contacts import Contact, check_contact, is_known, next_contact, texts_are_sent
from service.registry.signing_invitations import check_length, invitation_for, open_invitation
from service.registry.signing_sessions import IDLE_ELSEWHERE, SigningSession, digest_of, open_session, signer
from service.registry.ticket_records import TicketRecord

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.invitation_records import CodeWay, InvitationRecord
    from service.registry.ports import Ports

KIND: Final = "signing_link"
DUE: Final = "invitation_due"
SECRET_BYTES: Final = 32
MOST_CODES: Final = 10
"""Codes a link may ever have: with five tries each, chance opens one link in twenty thousand."""
SHOWN_TO_STAFF: Final = frozenset({"invitation_made", "invitation_renewed"})
"""Acts that show a code to tell; a link sent otherwise waits until somebody asks for one."""
REMINDED_AFTER: Final = (timedelta(days=3), timedelta(days=7))
LANGUAGES: Final = ("fr", "en")


class WrongCode(RegistryError):
    """The code is not the one given, or no code is in force: another one is needed when `spent`."""

    def __init__(self, *, spent: bool) -> None:
        super().__init__("CODE_SPENT" if spent else "CODE_WRONG")
        self.spent = spent


@dataclass(frozen=True, slots=True)
class NewLink:
    """Whom to send a link to. `then` is who signs afterwards, where a form has two signers."""

    family: str
    first: Contact
    code_by: CodeWay
    then: Contact | None = None
    activity: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class OpenLink:
    """What the page of a link may say before any code: how the code comes, never to whom or about whom."""

    language: str
    code_by: CodeWay
    masked: str
    code_sent: bool
    can_send: bool = True
    """Whether a code by text message can leave: the gateway may be gone since the link was sent."""


@dataclass(frozen=True, slots=True)
class SentLink:
    """An invitation sent, and the code to tell by telephone (empty when it goes by text message)."""

    invitation: InvitationRecord
    code: str = ""


def invite_by_link(ports: Ports, caller: Caller, person: int, new: NewLink) -> SentLink:
    """Send someone a link to sign. The link itself is shown to nobody of the house."""
    check_may(caller, "invite")
    check_length({"activity": new.activity})
    with changing(ports, caller) as change:
        invited = invitation_for(change, person, new.family, "link")
        check_contact(ports, new.first, new.code_by)
        if len(invited.signers) > 1:
            check_contact(ports, new.then or Contact(""), new.code_by, "then_")
        known = file_of(change.writer, person).person
        invitation = replace(
            invited,
            activity=new.activity,
            language=new.language if new.language in LANGUAGES else known.language,
            code_by=new.code_by,
        )
        contacts = (new.first, new.then or Contact(""))
        sent = send_link(change, invitation, contacts, "invitation_made")
        change.later(DUE, None, ports.clock() + REMINDED_AFTER[0], **due_details(sent.invitation))
    return sent


def send_again(ports: Ports, caller: Caller, number: int, contact: Contact, code_by: CodeWay) -> SentLink:
    """Send a new link, perhaps elsewhere; the one sent before no longer opens."""
    check_may(caller, "invite")
    check_contact(ports, contact, code_by)
    with changing(ports, caller) as change:
        invitation = open_invitation(change.writer, number, ports.clock())
        if invitation.person is None:
            raise Conflict("NOT_FOR_POSTERS")
        contacts = next_contact(change.writer, invitation)
        changed = replace(invitation, kind="link", code_by=code_by)
        return send_link(change, changed, (contact, contacts), "invitation_renewed")


def contacts_of(ports: Ports, caller: Caller, invitation: InvitationRecord) -> Contact:
    """Return where the link in use went, to be shown to whoever sends it again."""
    check_may(caller, "invite")
    with ports.store.reading() as reader:
        ticket = reader.load_ticket(bytes.fromhex(invitation.digest)) if invitation.digest else None
    return Contact(ticket.details["to"], ticket.details["phone"]) if ticket else Contact("")


def awaits_told_code(ports: Ports, caller: Caller, invitation: InvitationRecord) -> bool:
    """Tell whether a link is out and no code to tell by telephone opens it: nobody was shown one."""
    check_may(caller, "invite")
    with ports.store.reading() as reader:
        ticket = reader.load_ticket(bytes.fromhex(invitation.digest)) if invitation.digest else None
    return invitation.code_by == "told" and ticket is not None and not _in_force(ticket, ports.clock())


def find_link(ports: Ports, secret: str) -> OpenLink:
    """Read what a link opens, changing nothing. Raises `NotFound` for any that opens nothing (any more)."""
    digest = digest_of(secret)
    now = ports.clock()
    with ports.store.reading() as reader:
        invitation = reader.load_invitation_of(digest)
        ticket = reader.load_ticket(digest)
    if invitation is None or invitation.state != "open" or invitation.ends_at <= now:
        raise NotFound
    if ticket is None or ticket.expires_at <= now:
        raise NotFound
    return OpenLink(
        language=invitation.language,
        code_by=invitation.code_by,
        masked=_masked(ticket.details["phone"]),
        code_sent=_in_force(ticket, now),
        can_send=texts_are_sent(ports),
    )


def send_code(ports: Ports, secret: str) -> None:
    """Send a new code by text message; the one before no longer opens.

    Raises `NotFound`, `WrongCode`, and `Conflict` when no text message leaves from here any more.
    """
    with changing(ports, signer()) as change:
        invitation, ticket = _held(change, secret)
        if invitation.code_by != "text":
            raise NotFound
        if not texts_are_sent(ports):
            raise Conflict("NO_TEXTS")
        code, coded = _with_code(change, ticket, change.ports.clock() + CODE_LASTS)
        change.writer.put_ticket(coded, ports.clock())
        until = coded.details["code_until"]
        words = {"code": code, "until": until}
        send_text(change, ticket.details["phone"], invitation.language, "code", **words)


def renew_told_code(ports: Ports, caller: Caller, number: int) -> str:
    """Return a new code to tell by telephone; the one before no longer opens."""
    check_may(caller, "invite")
    with changing(ports, caller) as change:
        invitation = open_invitation(change.writer, number, ports.clock())
        ticket = change.writer.load_ticket(bytes.fromhex(invitation.digest)) if invitation.digest else None
        if ticket is None or invitation.code_by != "told":
            raise Conflict("WRONG_STATE")
        code, coded = _with_code(change, ticket, invitation.ends_at)
        change.writer.put_ticket(coded, ports.clock())
        change.put("invitation_renewed", None, replace(invitation, revision=invitation.revision + 1))
    return code


def open_link(ports: Ports, secret: str, code: str) -> str:
    """Open a session for whoever has both link and code; return its secret.

    Raises `WrongCode`, after which the try is counted, or `NotFound` for a link that opens nothing.
    """
    digits = "".join(code.split())
    with changing(ports, signer()) as change:
        invitation, ticket = _held(change, secret)
        if _in_force(ticket, ports.clock()) and is_code(ticket.details["code"], ticket.digest, digits):
            return _open(change, invitation, ticket)
        tried = replace(ticket, tries=ticket.tries + 1) if _in_force(ticket, ports.clock()) else ticket
        change.writer.put_ticket(tried, ports.clock())
    raise WrongCode(spent=not _in_force(tried, ports.clock()))


def send_link(
    change: Change, invitation: InvitationRecord, contacts: tuple[Contact, Contact], act: str
) -> SentLink:
    """Draw a new link, send it, and keep the invitation under it; the one before no longer opens."""
    ports, now = change.ports, change.ports.clock()
    if invitation.digest:
        change.writer.end_ticket(bytes.fromhex(invitation.digest))
    first, then = contacts
    secret = ports.random(SECRET_BYTES).hex()
    details = {"to": first.email, "phone": plain_number(first.phone), "next_to": then.email}
    details |= {"next_phone": plain_number(then.phone), "codes": "0"}
    ticket = TicketRecord(digest_of(secret), KIND, invitation.ends_at, details=details)
    code = ""
    if invitation.code_by == "told" and act in SHOWN_TO_STAFF:
        code, ticket = _with_code(change, ticket, invitation.ends_at)
    change.writer.put_ticket(ticket, now)
    known = invitation.person is not None and is_known(change.writer, invitation, first, ports)
    sent = replace(invitation, digest=ticket.digest.hex(), known=known, revision=invitation.revision + 1)
    change.put(act, None, sent)
    template = "invitation" if act != "invitation_reminded" else "reminder"
    day = date_in_words(local_day(ports, invitation.ends_at), invitation.language)
    words = {"path": f"/signer/{secret}", "until": invitation.ends_at.isoformat(), "day": day}
    send_courriel(change, first.email, invitation.language, template, **words)
    return SentLink(sent, code)


def due_details(invitation: InvitationRecord) -> dict[str, str]:
    """Return what a reminder to come is about, and which one it is."""
    return {"invitation": str(invitation.number), "reminded": str(invitation.reminded)}


def _held(change: Change, secret: str) -> tuple[InvitationRecord, TicketRecord]:
    now = change.ports.clock()
    digest = digest_of(secret)
    ticket = change.writer.load_ticket(digest)
    invitation = change.writer.load_invitation_of(digest)
    if ticket is None or ticket.expires_at <= now or invitation is None:
        raise NotFound
    return open_invitation(change.writer, invitation.number, now), ticket


def _open(change: Change, invitation: InvitationRecord, ticket: TicketRecord) -> str:
    now = change.ports.clock()
    by_text = invitation.code_by == "text"
    used = {**ticket.details, "code": "", "code_until": ""} if by_text else ticket.details
    change.writer.put_ticket(replace(ticket, details=used), now)
    change.put("invitation_opened", None, replace(invitation, revision=invitation.revision + 1))
    session = SigningSession(
        digest=b"",
        invitation=invitation.number,
        identified="code_by_text" if by_text else "code_told",
        form_token="",
        step=invitation.step,
        link=invitation.digest,
        known=invitation.known,
        shown_at=now,
        expires_at=now + IDLE_ELSEWHERE,
        language=invitation.language,
        sent_to=_masked(ticket.details["phone"]) if by_text else "",
    )
    return open_session(change.ports, change.writer, session)


def _with_code(change: Change, ticket: TicketRecord, until: datetime) -> tuple[str, TicketRecord]:
    drawn = int(ticket.details.get("codes", "0"))
    if drawn >= MOST_CODES:
        raise WrongCode(spent=True)
    code = draw_code(change.ports)
    details = {
        **ticket.details,
        "code": digest_code(ticket.digest, code),
        "code_until": until.isoformat(),
        "codes": str(drawn + 1),
    }
    return code, replace(ticket, details=details, tries=0)


def _in_force(ticket: TicketRecord, now: datetime) -> bool:
    until = ticket.details.get("code_until", "")
    return bool(until) and now < datetime.fromisoformat(until) and ticket.tries < TRIES


def _masked(phone: str) -> str:
    """Show the last two digits of a telephone number, enough for whoever knows it."""
    return phone[-2:]
