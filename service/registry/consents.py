"""Consents: register or draft, then confirm; the paper is a document apart from what it grants."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from service.domain import identifiers
from service.registry.consent_checks import check_consent
from service.registry.consent_records import GRANTED, ConsentRecord, Establishes, Outcomes, SignatureRecord
from service.registry.consent_states import MOVES, OPEN
from service.registry.documents import keep_original
from service.registry.errors import Conflict, Fault, Invalid
from service.registry.loading import check_revision, consent_of, file_of
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.sealing import SEAL
from service.registry.spot_checks import drawn_file
from service.registry.takedowns import ask_takedowns, posts_touched, recheck_posts_showing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.consent_records import ConsentState, TransferRecord
    from service.registry.files import File
    from service.registry.forms import FormVersion
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.signing_evidence import ScreenSigning

REVISABLE = frozenset(
    {"signatures", "outcomes", "limits", "covers_health", "valid_from", "valid_until", "activity"}
    | {
        "survives_death",
        "liquidator",
        "establishes",
        "written",
        "paper_destroyed",
        "transfer_documented",
        "language",
    }
)


@dataclass(frozen=True, slots=True)
class NewConsent:
    """One form as signed. Absent `opt_in`, `free`, `informed`, `distinct` come from the form's version.

    `original` is the signed form itself where it is there already: both are kept, or neither.
    """

    person: int
    form: str
    language: str
    signatures: tuple[SignatureRecord, ...]
    outcomes: tuple[Outcomes, ...]
    version: int | None = None
    limits: tuple[str, ...] = ()
    covers_health: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    activity: str | None = None
    opt_in: bool | None = None
    free: bool | None = None
    informed: bool | None = None
    distinct: bool | None = None
    survives_death: bool = False
    liquidator: str = "unknown"
    written: bool = True
    paper_destroyed: bool = False
    transfer_documented: bool = True
    screen: tuple[ScreenSigning, ...] = ()
    original: bytes | None = field(default=None, repr=False)
    transfer: TransferRecord | None = None


def register_consent(ports: Ports, caller: Caller, new: NewConsent) -> ConsentRecord:
    """Register a signed form; it is not in force until confirmed. Raises `Invalid` with what to mend."""
    return _add(ports, caller, new, "signed", "consent_registered")


def draft_consent(ports: Ports, caller: Caller, new: NewConsent) -> ConsentRecord:
    """Keep a form being entered, so that nothing typed is lost; signatures and answers may still lack."""
    return _add(ports, caller, new, "draft", "consent_drafted")


def revise_draft(
    ports: Ports, caller: Caller, consent_id: str, changes: Mapping[str, object]
) -> ConsentRecord:
    """Change what was entered, as long as the form is not confirmed."""
    check_may(caller, "change_consents")
    unknown = [name for name in changes if name not in REVISABLE]
    if unknown:
        raise Invalid(*(Fault(f"/{name}", "UNKNOWN_FIELD") for name in unknown))
    with changing(ports, caller) as change:
        _, consent = consent_of(change.writer, consent_id)
        _check_open(consent)
        if consent.screen:  # what was signed on screen stays as it was shown
            raise Conflict("SIGNED_ON_SCREEN")
        revised = _revised(ports, replace(consent, **changes))  # type: ignore[arg-type] # names are REVISABLE
        check_consent(ports, revised, draft=True)
        change.put("consent_drafted", consent.person, revised)
    return revised


def read_consent(ports: Ports, caller: Caller, consent_id: str) -> tuple[File, ConsentRecord]:
    """Read a consent with the file it is of, leaving a record."""
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, consent_id)
    note_view(ports, caller, "consent_viewed", [file])
    return file, consent


def confirm_consent(
    ports: Ports, caller: Caller, consent_id: str, *, verified: bool = False, revision: int | None = None
) -> ConsentRecord:
    """Confirm a form a human has read: it counts from now on.

    `verified`: each signature is of who it says.
    """
    check_may(caller, "change_consents")
    with changing(ports, caller) as change:
        file, consent = consent_of(change.writer, consent_id)
        check_revision(consent.revision, revision)
        _check_open(consent)
        if consent.screen and consent.state == "draft":  # someone has not signed yet
            raise Conflict("SIGNERS_LACK")
        return put_in_force(change, file, consent, by=caller.user, verified=verified)


def put_in_force(
    change: Change, file: File, consent: ConsentRecord, *, by: int, verified: bool
) -> ConsentRecord:
    """Confirm within a change under way; `by` is the user who answers for it."""
    ports = change.ports
    signatures = tuple(replace(one, verified=one.verified or verified) for one in consent.signatures)
    confirmed = replace(
        _revised(ports, consent, "confirmed"),
        signatures=signatures,
        confirmed_at=ports.clock(),
        confirmed_by=by,
    )
    check_consent(ports, confirmed, draft=False)
    change.put("consent_confirmed", consent.person, confirmed)
    change.later(SEAL, consent.person, ports.clock(), consent=consent.id)
    drawn_file(change, file)
    recheck_posts_showing(change, consent.person)
    return confirmed


def suspend_consent(
    ports: Ports, caller: Caller, consent_id: str, revision: int | None = None
) -> ConsentRecord:
    """Suspend: until resumed, it reads as withdrawn."""
    return _move(ports, caller, consent_id, "consent_suspended", revision)


def resume_consent(
    ports: Ports, caller: Caller, consent_id: str, revision: int | None = None
) -> ConsentRecord:
    """Resume a suspended consent."""
    return _move(ports, caller, consent_id, "consent_resumed", revision)


def invalidate_consent(
    ports: Ports, caller: Caller, consent_id: str, revision: int | None = None
) -> ConsentRecord:
    """Invalidate for a defect in law; legal only."""
    check_may(caller, "invalidate")
    return _move(ports, caller, consent_id, "consent_invalidated", revision)


def mark_entered_in_error(
    ports: Ports, caller: Caller, consent_id: str, revision: int | None = None
) -> ConsentRecord:
    """Say that the entry itself was a mistake."""
    return _move(ports, caller, consent_id, "consent_entered_in_error", revision)


def _add(ports: Ports, caller: Caller, new: NewConsent, state: ConsentState, kind: str) -> ConsentRecord:
    check_may(caller, "change_consents")
    form = ports.forms.find(new.form, new.version)
    if form is None:
        raise Invalid(Fault("/form", "UNKNOWN_FORM", ", ".join(ports.forms.families())))
    _check_kind(form, new)
    with changing(ports, caller) as change:
        file_of(change.writer, new.person)
        consent = made_consent(change, new, form, state)
        check_consent(ports, consent, draft=state == "draft")
        if new.original is not None:
            kept = keep_original(ports, caller, new.person, new.original, new.transfer)
            consent = replace(consent, documents=(kept,))
        change.put(kind, new.person, consent)
    return consent


def _check_kind(form: FormVersion, new: NewConsent) -> None:
    """A withdrawal form is no consent, and a refusal grants nothing."""
    if form.kind == "withdrawal":
        raise Invalid(Fault("/form", "NOT_A_CONSENT"))
    if form.kind == "refusal" and any(block.answer in GRANTED for block in new.outcomes):
        raise Invalid(Fault("/choices", "REFUSAL_GRANTS_NOTHING"))


def made_consent(change: Change, new: NewConsent, form: FormVersion, state: ConsentState) -> ConsentRecord:
    """Make the record of a form, with a number of its own; nothing is kept yet."""
    text = form.text(new.language)
    if text is None:
        raise Invalid(Fault("/language", "NOT_IN_LIST", ", ".join(form.languages)))
    return ConsentRecord(
        number=change.writer.next_number("consent"),
        id=identifiers.draw(change.ports.random, change.writer.is_taken).text,
        person=new.person,
        state=state,
        form=form.family,
        version=form.version,
        language=new.language,
        text_sha256=text.sha256,
        signatures=new.signatures,
        outcomes=new.outcomes,
        establishes=_established(new, form),
        recorded_at=change.ports.clock(),
        recorded_by=change.caller.user,
        limits=new.limits,
        covers_health=new.covers_health,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        activity=new.activity,
        survives_death=new.survives_death,
        liquidator=new.liquidator,
        written=new.written,
        paper_destroyed=new.paper_destroyed,
        transfer_documented=new.transfer_documented,
        screen=new.screen,
        changed_at=change.ports.clock(),
    )


def _established(new: NewConsent, form: FormVersion) -> Establishes:
    """Take what was said, else what the form's text proves; where neither says, ask."""
    said = {name: getattr(new, name) for name in ("opt_in", "free", "informed", "distinct")}
    proven = {name: getattr(form.establishes, name) or None for name in said}
    answers = {name: proven[name] if value is None else value for name, value in said.items()}
    missing = tuple(Fault(f"/{name}", "MISSING") for name, value in answers.items() if value is None)
    if missing:
        raise Invalid(*missing)
    return Establishes(**{name: bool(value) for name, value in answers.items()})


def _move(ports: Ports, caller: Caller, consent_id: str, kind: str, revision: int | None) -> ConsentRecord:
    check_may(caller, "change_consents")
    move = MOVES[kind]
    with changing(ports, caller) as change:
        _, consent = consent_of(change.writer, consent_id)
        check_revision(consent.revision, revision)
        if consent.state == move.after:
            return consent
        if consent.state not in move.before:
            raise Conflict("WRONG_STATE")
        moved = _revised(ports, consent, move.after)
        change.put(kind, consent.person, moved)
        if move.after != "confirmed":
            ask_takedowns(change, posts_touched(change.writer, [consent.number], None))
        recheck_posts_showing(change, consent.person)
    return moved


def _check_open(consent: ConsentRecord) -> None:
    if consent.state not in OPEN:
        raise Conflict("ALREADY_CONFIRMED")


def _revised(ports: Ports, consent: ConsentRecord, state: ConsentState | None = None) -> ConsentRecord:
    return replace(
        consent, state=state or consent.state, changed_at=ports.clock(), revision=consent.revision + 1
    )
