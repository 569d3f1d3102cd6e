"""« Consentement »: one authorization, its original, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.identifiers import BadIdentifier, parse
from service.registry import consents
from service.registry.account_records import Caller
from service.registry.consent_records import ConsentRecord
from service.registry.documents import ENDINGS, attach_document, read_document
from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.forms import FormVersion
from service.registry.people_records import PersonRecord
from service.registry.permissions import can
from service.registry.ports import Ports
from service.registry.sealed_forms import SEALABLE, make_receipt, read_sealed
from service.registry.withdrawing import is_live
from service.web.consent_lines import LOOKS, consent_lines, document_line, shown_state
from service.web.entrance import ShowInstead, SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.rendering import DOWNLOAD, HEADERS, hyphenated
from service.web.showing import moment_of
from service.web.takedowns import MOST_SHOWN
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/autorisations/{number}"
OPEN: Final = frozenset({"draft", "signed"})
Move = Callable[[Ports, Caller, str], ConsentRecord]
MOVES: Final[dict[str, Move]] = {
    "suspend": consents.suspend_consent,
    "resume": consents.resume_consent,
    "error": consents.mark_entered_in_error,
    "invalidate": consents.invalidate_consent,
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A consent with whose it is and the form it was signed on."""

    consent: ConsentRecord
    person: PersonRecord
    person_ref: str
    form: FormVersion
    number: str


@router.get(PAGE)
def show_consent(visit: SignedVisit, number: str) -> Response:
    """Show an authorization."""
    return _page(visit, open_consent(visit, number), NOTHING_TYPED)


@router.get(f"{PAGE}/document")
def show_attach(visit: SignedVisit, number: str) -> Response:
    """Ask for the signed form, scanned or photographed."""
    return _document_page(visit, open_consent(visit, number), NOTHING_TYPED)


@router.post(f"{PAGE}/document")
def attach(visit: SignedVisit, number: str) -> Response:
    """Keep the original byte for byte."""
    opened = open_consent(visit, number)
    form = Filled(visit.sent)
    try:
        attach_document(visit.ports, visit.caller, opened.consent.id, visit.sent.files.get("document", b""))
    except (Slipped, Invalid) as error:
        return _document_page(visit, opened, form.mend(error, {"/file": "document"}), UNPROCESSABLE)
    entering = opened.consent.state in OPEN
    return visit.go(f"/autorisations/{opened.number}{'/verifier' if entering else '?fait=document'}")


@router.get(f"{PAGE}/originaux/{{digest}}")
def show_original(visit: SignedVisit, number: str, digest: str) -> Response:
    """Return an original as it was received; its name tells nothing."""
    opened = open_consent(visit, number)
    full = next((one.sha256 for one in opened.consent.documents if one.sha256.startswith(digest)), digest)
    document, content = read_document(visit.ports, visit.caller, opened.consent.id, full)
    name = f"document.{ENDINGS[document.media_type]}"
    headers = {**DOWNLOAD, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=document.media_type)


@router.get(f"{PAGE}/recu")
def show_receipt(visit: SignedVisit, number: str) -> Response:
    """Return the receipt for the person, as things stand now."""
    opened = open_consent(visit, number)
    return _saved(make_receipt(visit.ports, visit.caller, opened.consent.id), "recu.pdf")


@router.get(f"{PAGE}/scelle")
def show_sealed(visit: SignedVisit, number: str) -> Response:
    """Return the sealed document; made now when it is not there yet."""
    opened = open_consent(visit, number)
    try:
        content = read_sealed(visit.ports, visit.caller, opened.consent.id)
    except Conflict as error:
        return _page(visit, opened, Filled(visit.sent).mend(error), UNPROCESSABLE)
    return _saved(content, "document.pdf")


@router.get(f"{PAGE}/etat")
def show_instead(visit: SignedVisit, number: str) -> Response:
    """A change of state is asked by a form of the authorization's page."""
    return visit.go(f"/autorisations/{number}")


@router.post(f"{PAGE}/etat")
def move(visit: SignedVisit, number: str) -> Response:
    """Suspend, resume, mark as an error, or invalidate (legal)."""
    opened = open_consent(visit, number)
    change = MOVES.get(visit.sent.text("do"))
    if change is None:
        raise NotFound
    try:
        change(visit.ports, visit.caller, opened.consent.id)
    except Conflict as error:
        return _page(visit, opened, Filled(visit.sent).mend(error), UNPROCESSABLE)
    return visit.go(f"/autorisations/{opened.number}?fait=etat")


def open_consent(visit: Visit, number: str, *, entering: bool = False) -> Opened:
    """Read a consent by its number; `entering`: only while it is being entered."""
    try:
        bare = parse(number).text
    except BadIdentifier:
        raise NotFound from None
    file, consent = consents.read_consent(visit.ports, visit.caller, bare)
    form = visit.ports.forms.find(consent.form, consent.version)
    if form is None:
        raise NotFound
    if entering and consent.state not in OPEN:
        raise ShowInstead(f"/autorisations/{hyphenated(consent.id)}")
    ref = visit.seal("person", file.person.number)
    return Opened(consent, file.person, ref, form, hyphenated(consent.id))


def _saved(content: bytes, name: str) -> Response:
    """Answer with a PDF to be saved; its name tells nothing."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type="application/pdf")


def _page(visit: Visit, opened: Opened, typed: Typed, status: int = 200) -> Response:
    state = shown_state(visit, opened.consent)
    return visit.page(
        "communications/consent.html",
        status=status,
        typed=typed,
        number=opened.number,
        name=opened.person.names.display,
        person_ref=opened.person_ref,
        state=state,
        look=LOOKS[state],
        said=_said(visit, opened),
        takedowns=_takedowns(visit),
        lines=consent_lines(visit, opened.consent),
        can=_can(visit, opened.consent),
        is_sealed=opened.consent.state in SEALABLE,
    )


def _document_page(visit: Visit, opened: Opened, typed: Typed, status: int = 200) -> Response:
    entering = opened.consent.state in OPEN
    back = "/usages" if entering else ""
    return visit.page(
        "communications/new_document.html",
        status=status,
        typed=typed,
        in_flow=entering,
        back_path=f"/autorisations/{opened.number}{back}",
        next_path=f"/autorisations/{opened.number}/verifier",
        documents=[document_line(visit, opened.consent, one) for one in opened.consent.documents],
    )


def _said(visit: Visit, opened: Opened) -> str:
    done, consent = visit.query.get("fait", ""), opened.consent
    if done == "retrait" and consent.withdrawals:
        at = moment_of(visit.words, consent.withdrawals[-1].recorded_at, visit.ports.time_zone)
        key = "withdraw.done.part" if consent.withdrawals[-1].scope else "withdraw.done"
        return visit.words(key, moment=at)
    confirmed = "new.done.refused" if opened.form.kind == "refusal" else "new.done"
    keys = {"confirmee": confirmed, "document": "consent.document.done", "etat": "consent.moved"}
    return visit.words(keys[done]) if done in keys else ""


def _takedowns(visit: Visit) -> int:
    counted = visit.query.get("retraits", "")
    return min(int(counted), MOST_SHOWN) if counted.isdecimal() else 0


def _can(visit: Visit, consent: ConsentRecord) -> list[str]:
    """List what may be done now, in the order of the buttons."""
    state = consent.state
    offered = {
        "continue": state in OPEN,
        "withdraw": is_live(consent),
        "document": state in {"confirmed", "suspended"},
        "suspend": state == "confirmed",
        "resume": state == "suspended",
        "error": state in {"draft", "signed", "confirmed", "suspended"},
        "invalidate": state in {"signed", "confirmed", "suspended"} and can(visit.caller, "invalidate"),
    }
    return [name for name, yes in offered.items() if yes]
