"""Signing on screen: the form as shown, answered, checked and signed; or refused, as easily.

A signature given before someone of the house who checked who signs, or by a code sent to a contact the file
held before, is of a verified identity (R17): the consent is in force at once. Any other waits for
communications. A no waits for nobody.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.consent_records import ConsentRecord, Outcomes, SignatureRecord
from service.registry.consents import NewConsent, made_consent, put_in_force
from service.registry.errors import NotFound
from service.registry.event_people import join
from service.registry.loading import consent_of, file_of
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.recording import Change, changing
from service.registry.signing_answers import (
    ALL_NO,
    all_refused,
    narrowed,
    read_answers,
    refuses,
    values_of,
)
from service.registry.signing_contacts import Contact, next_contact
from service.registry.signing_doubts import is_in_doubt
from service.registry.signing_evidence import ScreenSigning
from service.registry.signing_ink import Inked, check_inked, kept_drawing
from service.registry.signing_links import send_link
from service.registry.signing_newcomers import register_newcomer
from service.registry.signing_order import SELF
from service.registry.signing_reading import Signing, invitation_of, signing_of
from service.registry.signing_sessions import SigningSession, keep_session, load_session, signer
from service.registry.signing_wishes import note_wish
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.registry.files import File
    from service.registry.invitation_records import InvitationRecord, InvitationState
    from service.registry.ports import Ports
    from service.registry.signing_answers import Answers
    from service.registry.signing_sessions import Stage

NOTHING_LEFT: Final = {"limits": (), "covers_health": False, "valid_from": None, "valid_until": None}
"""A no to everything has no limits, and no first or last day either: it holds at once and for good."""


def answer(ports: Ports, session: SigningSession, given: Mapping[str, str], language: str) -> SigningSession:
    """Keep what was answered, to be checked before signing. Raises `Invalid` naming each field to mend."""
    check_may(signer(language), "sign")
    with changing(ports, signer(language)) as change:
        held = load_session(ports, change.writer, session.digest)
        signing = signing_of(ports, change.writer, held)
        if held.done or held.stage == "next":
            raise NotFound
        answers = read_answers(signing.form, signing.asked, given, today(ports))
        kept = replace(
            signing.session, answers=answers, answered_at=ports.clock(), language=language, stage="checking"
        )
        return keep_session(ports, change.writer, kept)


def sign(ports: Ports, session: SigningSession, inked: Inked) -> SigningSession:
    """Sign what was answered. Once done, doing it again changes nothing.

    Raises `Invalid` for a name or a drawing that cannot be taken, `NotFound` when nothing waits to be signed.
    """
    check_inked(inked)
    return _give(ports, session, inked, refused=False)


def refuse(ports: Ports, session: SigningSession, name: str = "") -> SigningSession:
    """Say no to everything. No reason is asked; it holds at once. From a poster nothing at all is kept."""
    check_texts({"name": name})
    return _give(ports, session, Inked(name), refused=True)


def _give(ports: Ports, session: SigningSession, inked: Inked, *, refused: bool) -> SigningSession:
    caller = signer(session.language)
    check_may(caller, "sign")
    with kept_drawing(ports, _who_draws(ports, session, inked), inked) as drawn:
        with changing(ports, caller) as change:
            held = load_session(ports, change.writer, session.digest)
            if held.done or held.stage == "next":
                return held
            signing = signing_of(ports, change.writer, held)
            if not refused and held.answered_at is None:
                raise NotFound
            answers = all_refused(signing.form) if refused else held.answers
            refused = refused or refuses(signing.form, answers)
            if refused and signing.person is None:
                return keep_session(ports, change.writer, _emptied(held, "refused", ""))
            screen = _evidence(change, signing, (inked, drawn.name), answers)
            given = _record(change, (signing, _file(change, signing)), screen, refused=refused)
        drawn.is_named = True
        return given


def _record(
    change: Change, about: tuple[Signing, File], screen: ScreenSigning, *, refused: bool
) -> SigningSession:
    signing, file = about
    consent = _signed_consent(change, about, screen, refused=refused)
    last = refused or signing.invitation.step + 1 == len(signing.invitation.signers)
    if last:
        _conclude(change, about, consent, refused=refused)
    if signing.invitation.event is not None:
        join(change, signing.invitation.event, file.person.number)
    if refused:
        note_wish(change, file.person.number, signing.slot, screen.answers, signing.form)
    return _close_step(change, signing, consent, "refused" if refused else "signed" if last else "next")


def _signed_consent(
    change: Change, about: tuple[Signing, File], screen: ScreenSigning, *, refused: bool
) -> ConsentRecord:
    signing, file = about
    number = signing.invitation.consent
    earlier = consent_of(change.writer, number)[1] if number else None
    signature = SignatureRecord(
        signer=screen.signer,
        name=screen.typed_name or file.person.names.display,
        signed_on=today(change.ports),
        method="drawn" if screen.drawn else "typed",
        evidence=_proof(signing, screen.signer),
        verified=signing.session.known,
    )
    said = narrowed(earlier.screen[-1].answers if earlier else (), screen.answers, signing.form)
    values = values_of(signing.form, said)
    if refused:
        values |= NOTHING_LEFT | {"outcomes": _all_no(values["outcomes"])}
    if earlier is not None:
        signatures, screens = (*earlier.signatures, signature), (*earlier.screen, screen)
        return replace(earlier, **values, signatures=signatures, screen=screens)
    new = NewConsent(
        person=file.person.number,
        form=signing.form.family,
        language=screen.language,
        version=signing.form.version,
        signatures=(signature,),
        activity=signing.invitation.activity,
        screen=(screen,),
        **values,
    )
    return made_consent(change, new, signing.form, "draft")


def _conclude(change: Change, about: tuple[Signing, File], consent: ConsentRecord, *, refused: bool) -> None:
    """Keep a consent that everyone signed; in force at once where each signer is who it says."""
    signing, file = about
    kind = "consent_signed" if signing.invitation.consent else "consent_registered"
    signed = replace(consent, state="signed", changed_at=change.ports.clock(), revision=consent.revision + 1)
    change.put(kind, file.person.number, signed)
    verified = all(one.verified for one in signed.signatures)
    if refused or (verified and not is_in_doubt(signing, signed)):
        put_in_force(change, file, signed, by=signing.invitation.asked_by, verified=verified)


def _close_step(change: Change, signing: Signing, consent: ConsentRecord, stage: Stage) -> SigningSession:
    invitation, session = signing.invitation, signing.session
    changed = replace(
        invitation,
        consent=consent.id,
        person=consent.person if invitation.kind != "poster" else None,
        step=invitation.step + 1,
        revision=invitation.revision + 1,
    )
    if stage == "next":
        change.put("consent_drafted", consent.person, consent)
        return _pass_on(change, changed, session, consent.id)
    if invitation.kind != "poster":
        if invitation.digest:
            change.writer.end_ticket(bytes.fromhex(invitation.digest))
        state: InvitationState = "signed" if stage == "signed" else "refused"
        over = replace(changed, state=state, digest="", closed_at=change.ports.clock())
        change.put("invitation_answered", None, over)
    return keep_session(change.ports, change.writer, _emptied(session, stage, consent.id))


def _pass_on(
    change: Change, invitation: InvitationRecord, session: SigningSession, consent: str
) -> SigningSession:
    """Turn to whoever signs next: on the same tablet, or by a link of their own."""
    contact = next_contact(change.writer, invitation)
    if contact.email:
        send_link(change, invitation, (contact, Contact("")), "invitation_answered")
        return keep_session(change.ports, change.writer, _emptied(session, "passed", consent))
    change.writer.end_ticket(bytes.fromhex(invitation.digest))
    shown = invitation.document_shown if session.then_known else ""
    change.put("invitation_answered", None, replace(invitation, document_shown=shown))
    stage: Stage = "next" if session.shared else "passed"
    return keep_session(change.ports, change.writer, _emptied(session, stage, consent))


def begin_next(ports: Ports, session: SigningSession) -> SigningSession:
    """Begin with whoever signs next on the same tablet; nothing of the one before stays on it."""
    with changing(ports, signer(session.language)) as change:
        held = load_session(ports, change.writer, session.digest)
        if held.stage != "next":
            return held
        begun = replace(
            held,
            stage="answering",
            shown_at=ports.clock(),
            step=held.step + 1,
            identified="in_presence" if held.then_known else "not_identified",
            known=held.then_known,
            then_known=False,
        )
        invitation_of(change.writer, begun, ports.clock())
        return keep_session(ports, change.writer, begun)


def _file(change: Change, signing: Signing) -> File:
    if signing.person is not None:
        return file_of(change.writer, signing.person.number)
    number = register_newcomer(change, signing.session.newcomer, signing.session.language)
    return file_of(change.writer, number)


def _evidence(
    change: Change, signing: Signing, signed: tuple[Inked, str | None], answers: Answers
) -> ScreenSigning:
    (inked, drawing), session, invitation = signed, signing.session, signing.invitation
    text = signing.form.text(session.language) or signing.form.texts[0]
    now = change.ports.clock()
    present = invitation.kind == "tablet"
    return ScreenSigning(
        signer=_authority(signing, answers),
        typed_name=inked.name.strip(),
        identified=session.identified,
        text_sha256=text.sha256,
        language=text.language,
        shown_at=session.shown_at,
        answered_at=session.answered_at or now,
        signed_at=now,
        answers=answers,
        sent_to=session.sent_to,
        staff=invitation.asked_by if present else None,
        document_shown=invitation.document_shown if present else "",
        drawn=drawing,
        drawn_sha256=sha256(inked.drawn).hexdigest() if drawing else None,
    )


def _authority(signing: Signing, answers: Answers) -> str:
    said = dict(answers)
    declared = [code for field in signing.asked.signers if said.get(field.key) for code in field.codes]
    return declared[0] if declared else signing.slot.signers[0]


def _proof(signing: Signing, authority: str) -> str:
    if authority in {SELF, "parent"}:
        return "none"
    return signing.invitation.evidence if signing.invitation.evidence != "none" else "declared"


def _all_no(outcomes: tuple[Outcomes, ...]) -> tuple[Outcomes, ...]:
    return tuple(replace(one, answer="no") for one in outcomes) or ALL_NO


def _emptied(session: SigningSession, stage: Stage, consent: str) -> SigningSession:
    """Forget what was answered: what is done is in the registry, and nowhere else."""
    return replace(session, stage=stage, consent=consent, answers=(), answered_at=None, newcomer={})


def _who_draws(ports: Ports, session: SigningSession, inked: Inked) -> int | None:
    """Return whose drawing may be kept: only what waits to be signed; newcomers have no key yet."""
    if not inked.drawn:
        return None
    with ports.store.reading() as reader:
        held = load_session(ports, reader, session.digest)
        if held.done or held.answered_at is None:
            return None
        person = signing_of(ports, reader, held).person
    return person.number if person else None
