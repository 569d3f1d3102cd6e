"""« Reconstituer une décision »: one field or a picture, a reason; the whole story, and its pack to keep."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.documents.evidence.case_parts import sheet_of
from service.registry.case_packing import pack_case
from service.registry.case_records import Case, CaseKey
from service.registry.errors import Invalid, NotFound
from service.registry.reconstructing import LONGEST_WHY, reconstruct
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.reading import Sent, read_line, seems_a_day
from service.web.rendering import HEADERS
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/reconstituer"
FIELDS: Final = {"/text": "what", "/who": "what"}
FILES: Final = {"dossier.pdf": "application/pdf", "dossier.json": "application/json"}
_ADDRESS: Final = re.compile(r"https?://\S+|[^\s@/]+\.[a-z]{2,}(/\S*)?", re.IGNORECASE)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"[a-z2-7]{26}")


@router.get(PAGE)
def show_search(visit: SignedVisit) -> Response:
    """Ask what to look for, and why; what was typed before is offered again."""
    visit.must("reconstruct")
    before = visit.query.get("de", "")
    return _search(visit, Typed(tickets.load(visit, before).values) if before else NOTHING_TYPED)


@router.post(PAGE)
def search(visit: SignedVisit) -> Response:
    """Keep what is looked for, and lead to what was found; of a picture only its fingerprint is kept."""
    visit.must("reconstruct")
    form = Filled(visit.sent)
    if not visit.sent.text("why"):
        form.slip("why", "WHY")
    picture = visit.sent.files.get("picture", b"")
    digest = sha256(picture).hexdigest() if picture else visit.sent.text("digest")
    _read_key(form, visit.sent.text("what"), digest)
    if form.slips:
        return _search(visit, form.mend(), UNPROCESSABLE)
    kept = {"digest": digest} if digest else {}
    return visit.go(f"{PAGE}/{tickets.keep(visit, **kept)}")


@router.get(f"{PAGE}/{{ticket}}")
def show_case(visit: SignedVisit, ticket: str) -> Response:
    """Show what was found, as of now; each look is an access with its reason."""
    sent = tickets.load(visit, ticket)
    try:
        case = _case(visit, sent)
    except (Slipped, Invalid) as error:
        return _search(visit, Filled(sent).mend(error, FIELDS), UNPROCESSABLE)
    change = f"{PAGE}?de={ticket}"
    if case.empty:
        return visit.page("audit/case_empty.html", change=change)
    return visit.page(
        "audit/case.html",
        sheet=sheet_of(case, visit.words.language, visit.ports.time_zone),
        pdf=f"{PAGE}/{ticket}/dossier.pdf",
        json=f"{PAGE}/{ticket}/dossier.json",
        change=change,
    )


@router.get(f"{PAGE}/{{ticket}}/{{name}}")
def send_pack(visit: SignedVisit, ticket: str, name: str) -> Response:
    """Send the pack to keep; its name says nothing of whom it is about."""
    if name not in FILES:
        raise NotFound
    case = _case(visit, tickets.load(visit, ticket))
    content = pack_case(visit.ports.references, case)
    if name.endswith(".pdf"):
        language, zone = visit.words.language, visit.ports.time_zone
        content = visit.ports.evidence.write_case(case, content, language, zone)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=FILES[name])


def _case(visit: Visit, sent: Sent) -> Case:
    form = Filled(sent)
    key = _read_key(form, sent.text("what"), sent.text("digest"))
    form.done()
    return reconstruct(visit.ports, visit.caller, key, sent.text("why"))


def _read_key(form: Filled, text: str, digest: str) -> CaseKey:
    """Tell by its look what was typed: an address, a fingerprint, a number, a person."""
    if bool(text) == bool(digest):
        form.slip("what", "ONE_KEY_ONLY" if text else "ONE_KEY")
        return CaseKey("number")
    if digest or _DIGEST.fullmatch(text):
        return CaseKey("sha256", digest or text)
    if _ADDRESS.fullmatch(text):
        return CaseKey("url", text)
    if _REFERENCE.fullmatch(text):
        return CaseKey("number", text)
    return _read_named(form, text)


def _read_named(form: Filled, text: str) -> CaseKey:
    who = read_line(text)
    if who.consent_id is not None:
        return CaseKey("number", text)
    if seems_a_day(who.staff_number or ""):
        form.slip("what", "BAD_DATE", typed=who.staff_number or "")
    elif not (who.birth_date or who.email or who.staff_number):
        form.slip("what", "NAME_ALONE")
    return CaseKey("person", "", who)


def _search(visit: Visit, typed: Typed, status: int = 200) -> Response:
    return visit.page("audit/reconstruct.html", status=status, typed=typed, most=LONGEST_WHY)
