"""Invitations to sign: on a tablet at once, or by posters; listed, read and ended by those who keep files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.domain.vocabulary import EVIDENCE
from service.registry.closed_lists import check_codes
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.event_people import attach_poster
from service.registry.invitation_records import InvitationRecord
from service.registry.loading import file_of
from service.registry.moments import local_day, today
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.signing_order import ADULT, SELF, case_of, forms_offered, slot_of, slots_in_order
from service.registry.signing_sessions import IDLE_ON_TABLET, SigningSession, open_session
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from datetime import date, datetime

    from service.registry.account_records import Caller
    from service.registry.forms import FormVersion, Slot
    from service.registry.invitation_records import InvitationKind
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

A_MOMENT: Final = timedelta(seconds=1)
"""Before its end a poster still takes answers: its last day is the day of the moment before."""
LASTS: Final = timedelta(days=14)
"""How long someone may answer (ux: reminders at J+3 and J+7, end at J+14)."""
LANGUAGES: Final = ("fr", "en")
MARK_BYTES: Final = 32
LONGEST: Final = {"activity": 80, "place": 80, "document_shown": 80}


@dataclass(frozen=True, slots=True)
class Presence:
    """What someone of the house checked before handing the tablet over."""

    identity_checked: bool = True
    document_shown: str = ""
    evidence: str = "none"
    then_checked: bool = False
    """Whether whoever signs after them was present and checked too."""


@dataclass(frozen=True, slots=True)
class NewPoster:
    """What a poster asks those who come: a form, for one activity, on a day, until an end."""

    form: str
    language: str
    activity: str
    place: str | None
    held_on: date | None
    last_day: date
    event: int | None = None


def begin_on_tablet(
    ports: Ports, caller: Caller, person: int, asked: tuple[str, str | None], presence: Presence
) -> str:
    """Invite a person in front of us to sign; return the secret of a session on this device.

    `asked`: family of the form, and activity if it is for one only.
    """
    check_may(caller, "invite")
    _check_presence(presence)
    family, activity = asked
    check_length({"activity": activity})
    with changing(ports, caller) as change:
        invited = invitation_for(change, person, family, "tablet")
        invitation = replace(
            invited,
            digest=_mark(ports),
            activity=activity,
            known=presence.identity_checked,
            document_shown=presence.document_shown,
            evidence=presence.evidence,
        )
        change.put("invitation_made", None, invitation)
        return open_on_tablet(change, invitation, presence)


def resume_on_tablet(ports: Ports, caller: Caller, number: int, presence: Presence) -> str:
    """Let whoever has not signed yet sign here; visits opened before, by link or tablet, are over."""
    check_may(caller, "invite")
    _check_presence(presence)
    with changing(ports, caller) as change:
        invitation = open_invitation(change.writer, number, ports.clock())
        if invitation.kind == "poster":
            raise Conflict("NOT_FOR_POSTERS")
        if invitation.digest:
            change.writer.end_ticket(bytes.fromhex(invitation.digest))
        resumed = replace(
            invitation,
            kind="tablet",
            digest=_mark(ports),
            asked_by=caller.user,
            known=presence.identity_checked,
            document_shown=presence.document_shown,
            evidence=presence.evidence,
            revision=invitation.revision + 1,
        )
        change.put("invitation_renewed", None, resumed)
        return open_on_tablet(change, resumed, presence)


def make_poster(ports: Ports, caller: Caller, new: NewPoster) -> InvitationRecord:
    """Make a poster: whoever comes may sign its form until its last day."""
    check_may(caller, "invite")
    form = ports.forms.find(new.form)
    faults = _poster_faults(ports, new, form)
    if form is None or faults:
        raise Invalid(*faults)
    check_texts({"activity": new.activity, "place": new.place})
    check_length({"activity": new.activity, "place": new.place})
    now = ports.clock()
    with changing(ports, caller) as change:
        poster = InvitationRecord(
            number=change.writer.next_number("invitation"),
            kind="poster",
            state="open",
            form=form.family,
            version=form.version,
            language=new.language,
            asked_at=now,
            asked_by=caller.user,
            ends_at=_end_of(ports, new.last_day),
            signers=tuple(slot.key for slot in slots_in_order(form, ADULT)),
            activity=new.activity,
            place=new.place,
            held_on=new.held_on,
            event=new.event,
        )
        if new.event is not None:
            attach_poster(change, new.event, poster.number)
        change.put("invitation_made", None, poster)
    return poster


def posters_forms(ports: Ports) -> tuple[FormVersion, ...]:
    """List the forms that adults who come to an event may sign alone."""
    found = [ports.forms.find(family) for family in ports.forms.families()]
    alone = [form for form in found if form and form.kind == "authorization" and form.signers == (SELF,)]
    return tuple(sorted(alone, key=lambda form: ("attendee" not in form.roles, len(form.roles), form.order)))


def list_invitations(ports: Ports, caller: Caller, limit: int = 200) -> tuple[InvitationRecord, ...]:
    """List the invitations that can still be answered, newest first."""
    check_may(caller, "invite")
    with ports.store.reading() as reader:
        found = reader.list_invitations("open", None, limit)
    return tuple(one for one in found if one.ends_at > ports.clock())


def read_invitation(ports: Ports, caller: Caller, number: int) -> InvitationRecord:
    """Read one invitation."""
    check_may(caller, "invite")
    with ports.store.reading() as reader:
        invitation = reader.load_invitation(number)
    if invitation is None:
        raise NotFound
    return invitation


def end_invitation(ports: Ports, caller: Caller, number: int) -> InvitationRecord:
    """Take an invitation back: nobody can answer it any more. One that is over changes nothing."""
    check_may(caller, "invite")
    with changing(ports, caller) as change:
        invitation = change.writer.load_invitation(number)
        if invitation is None:
            raise NotFound
        return close(change, invitation, "invitation_ended") if invitation.state == "open" else invitation


def close(change: Change, invitation: InvitationRecord, act: str) -> InvitationRecord:
    """End an invitation and its link within a change under way."""
    if invitation.digest:
        change.writer.end_ticket(bytes.fromhex(invitation.digest))
    ended = replace(
        invitation,
        state="ended",
        digest="",
        closed_at=change.ports.clock(),
        revision=invitation.revision + 1,
    )
    change.put(act, None, ended)
    return ended


def invitation_for(change: Change, person: int, family: str, kind: InvitationKind) -> InvitationRecord:
    """Make the record of an invitation to one person. Raises `Invalid` for a form that does not fit them."""
    ports = change.ports
    known = file_of(change.writer, person).person
    if case_of(ports, known) is None:
        raise Invalid(Fault("/family", "AGE_NEEDED"))
    form = next((one for one in forms_offered(ports, known) if one.family == family), None)
    if form is None:
        raise Invalid(Fault("/family", "NOT_IN_LIST"))
    now = ports.clock()
    return InvitationRecord(
        number=change.writer.next_number("invitation"),
        kind=kind,
        state="open",
        form=form.family,
        version=form.version,
        language=known.language,
        asked_at=now,
        asked_by=change.caller.user,
        ends_at=now + LASTS,
        person=person,
        signers=tuple(slot.key for slot in slots_in_order(form, case_of(ports, known))),
    )


def open_invitation(reader: Reader, number: int, now: datetime) -> InvitationRecord:
    """Read an invitation that can still be answered. Raises `NotFound` for any other."""
    invitation = reader.load_invitation(number)
    if invitation is None or invitation.state != "open" or invitation.ends_at <= now:
        raise NotFound
    return invitation


def open_on_tablet(change: Change, invitation: InvitationRecord, presence: Presence) -> str:
    """Open a session on a device of the house, within a change under way."""
    now = change.ports.clock()
    session = SigningSession(
        digest=b"",
        invitation=invitation.number,
        identified="in_presence" if presence.identity_checked else "not_identified",
        form_token="",
        step=invitation.step,
        link=invitation.digest,
        known=presence.identity_checked,
        then_known=presence.then_checked,
        shown_at=now,
        expires_at=now + IDLE_ON_TABLET,
        language=invitation.language,
        shared=True,
    )
    return open_session(change.ports, change.writer, session)


def _mark(ports: Ports) -> str:
    """Draw what tells one handing over of a tablet from the next."""
    return ports.random(MARK_BYTES).hex()


def form_of(ports: Ports, invitation: InvitationRecord) -> FormVersion:
    """Return the version of the form that is asked. Raises `NotFound` when it is no longer here."""
    form = ports.forms.find(invitation.form, invitation.version)
    if form is None:
        raise NotFound
    return form


def slot_due(ports: Ports, invitation: InvitationRecord) -> Slot:
    """Return the slot that is signed next."""
    return slot_of(form_of(ports, invitation), invitation.signers[invitation.step])


def check_length(texts: dict[str, str | None]) -> None:
    """Raise `Invalid` naming each text that is too long, or holds a number that no field may hold."""
    check_texts(texts)
    long = [Fault(f"/{name}", "TOO_LONG") for name, text in texts.items() if len(text or "") > LONGEST[name]]
    if long:
        raise Invalid(*long)


def _check_presence(presence: Presence) -> None:
    check_codes(("/evidence", presence.evidence, EVIDENCE))
    check_length({"document_shown": presence.document_shown})


def _poster_faults(ports: Ports, new: NewPoster, form: FormVersion | None) -> list[Fault]:
    faults = []
    if form is None or form not in posters_forms(ports):
        faults.append(Fault("/form", "NOT_IN_LIST"))
    if new.language not in LANGUAGES:
        faults.append(Fault("/language", "NOT_IN_LIST"))
    if not new.activity.strip():
        faults.append(Fault("/activity", "MISSING"))
    if new.last_day < today(ports):
        faults.append(Fault("/last_day", "IN_THE_PAST"))
    return faults


def _end_of(ports: Ports, last_day: date) -> datetime:
    """Return the local midnight after a day, as a UTC moment."""
    now = ports.clock()
    left = (last_day - local_day(ports, now)).days + 1
    midnight = now.astimezone(ports.time_zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + timedelta(days=left)).astimezone(now.tzinfo)
