"""« Mode tablette » and « Envoyer un lien », from a person's page."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.dates import date_in_words
from service.registry import accounts, signing_invitations, signing_links
from service.registry.errors import Invalid
from service.registry.forms import FormVersion
from service.registry.invitation_records import CodeWay
from service.registry.legal_files import is_represented
from service.registry.people_records import PersonRecord
from service.registry.signing_contacts import Contact, ways_to_tell
from service.registry.signing_invitations import Presence
from service.registry.signing_links import NewLink, SentLink
from service.registry.signing_order import case_of, forms_offered, needs_proof, slots_in_order
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.invitation_lines import path_of
from service.web.page_route import PageRoute
from service.web.paper import text_of
from service.web.people import file_at
from service.web.showing import Line
from service.web.signing_pages import PAGE as FORM
from service.web.signing_visits import begin
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

LANGUAGES: Final = ("fr", "en")


@router.get("/personnes/{ref}/tablette")
def show_tablet(visit: SignedVisit, ref: str) -> Response:
    """Ask which form to show; the one for the person's role is chosen already."""
    visit.must("invite")
    person = file_at(visit, ref).person
    offered = forms_offered(visit.ports, person)
    return _tablet_page(visit, person, Typed({"family": tuple(form.family for form in offered[:1])}))


@router.post("/personnes/{ref}/tablette")
def begin_tablet(visit: SignedVisit, ref: str) -> Response:
    """Sign out of this device and leave on it one invitation alone."""
    visit.must("invite")
    person = file_at(visit, ref).person
    form = Filled(visit.sent)
    try:
        family = form.choice("family", [one.family for one in forms_offered(visit.ports, person)])
        form.done()
        asked = (family, visit.sent.some("activity"))
        secret = signing_invitations.begin_on_tablet(
            visit.ports, visit.caller, person.number, asked, read_presence(visit)
        )
    except (Slipped, Invalid) as error:
        return _tablet_page(visit, person, form.mend(error), UNPROCESSABLE)
    return hand_over(visit, FORM, secret)


@router.get("/personnes/{ref}/lien")
def show_link(visit: SignedVisit, ref: str) -> Response:
    """Ask where the link goes, and how the code is given."""
    visit.must("invite")
    person = file_at(visit, ref).person
    begun = {"email": person.email, "phone": person.phone, "language": person.language}
    begun["code_by"] = ways_to_tell(visit.ports)[0]
    begun["family"] = next((form.family for form in forms_offered(visit.ports, person)), "")
    return _link_page(visit, person, Typed({name: (text,) for name, text in begun.items() if text}))


@router.post("/personnes/{ref}/lien")
def send_link(visit: SignedVisit, ref: str) -> Response:
    """Send the link; a code to tell is shown on the next page, the link on none."""
    visit.must("invite")
    person = file_at(visit, ref).person
    form = Filled(visit.sent)
    try:
        new = NewLink(
            family=form.choice("family", [one.family for one in forms_offered(visit.ports, person)]),
            first=Contact(visit.sent.text("email"), visit.sent.text("phone")),
            code_by=read_way(visit, form),
            then=Contact(visit.sent.text("then_email"), visit.sent.text("then_phone")),
            activity=visit.sent.some("activity"),
            language=form.choice("language", LANGUAGES),
        )
        form.done()
        sent = signing_links.invite_by_link(visit.ports, visit.caller, person.number, new)
    except (Slipped, Invalid) as error:
        return _link_page(visit, person, form.mend(error), UNPROCESSABLE)
    return after_sending(visit, sent)


def hand_over(visit: Visit, path: str, secret: str = "") -> Response:
    """End the session of the house on this device, so that whoever holds it next can do one thing."""
    accounts.sign_out(visit.ports, visit.signed_in.session_id)
    answer = visit.go(path)
    visit.site.sessions.end(answer)
    return begin(answer, visit.site, secret) if secret else answer


def families_of(visit: Visit, forms: tuple[FormVersion, ...]) -> list[Line]:
    """Pair each form with its title."""
    return [(form.family, text_of(form, visit.words.language).title) for form in forms]


def read_presence(visit: Visit) -> Presence:
    """Take what was checked before the tablet is handed over."""
    sent = visit.sent
    return Presence(
        identity_checked=not sent.ticked("unchecked"),
        document_shown=sent.text("document_shown"),
        evidence=sent.text("evidence") or "none",
        then_checked=sent.ticked("then_checked"),
    )


def read_way(visit: Visit, form: Filled) -> CodeWay:
    """Take how the code is given."""
    ways = ways_to_tell(visit.ports)
    chosen = form.choice("code_by", ways)
    return next((way for way in ways if way == chosen), "")


def after_sending(visit: Visit, sent: SentLink) -> Response:
    """Lead to the invitation; a code to tell is kept for that page alone."""
    shown = f"&code={tickets.keep(visit, code=sent.code)}" if sent.code else ""
    return visit.go(f"{path_of(visit, sent.invitation)}?fait=envoye{shown}")


def proofs_for(visit: Visit, person: PersonRecord) -> list[Line]:
    """List the proofs that the forms fit for this person name, in their own words."""
    if not needs_proof(person, visit.ports):
        return []
    found: dict[str, str] = {}
    for form in forms_offered(visit.ports, person):
        text = text_of(form, visit.words.language)
        for field in form.group("evidence"):
            found.setdefault(field.codes[0], text.label(field.key) or field.key)
    return [("none", visit.words("tablet.evidence.none")), *found.items()] if found else []


def _tablet_page(visit: Visit, person: PersonRecord, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/tablet.html",
        status=status,
        typed=typed,
        back_path=f"/personnes/{visit.seal('person', person.number)}",
        name=person.names.display,
        born=date_in_words(person.birth_date, visit.words.language) if person.birth_date else "",
        families=families_of(visit, forms_offered(visit.ports, person)),
        evidence=proofs_for(visit, person),
        represented=is_represented(person),
        several=_several(visit, person),
    )


def _link_page(visit: Visit, person: PersonRecord, typed: Typed, status: int = 200) -> Response:
    offered = forms_offered(visit.ports, person)
    return visit.page(
        "communications/send_link.html",
        status=status,
        typed=typed,
        back_path=f"/personnes/{visit.seal('person', person.number)}",
        name=person.names.display,
        families=families_of(visit, offered),
        several=_several(visit, person),
        ways=ways_of(visit),
        languages=[(code, visit.words(f"print.language.{code}")) for code in LANGUAGES],
        due="",
    )


def _several(visit: Visit, person: PersonRecord) -> bool:
    """Tell whether a form offered is signed by two, one after the other."""
    case = case_of(visit.ports, person)
    return any(len(slots_in_order(form, case)) > 1 for form in forms_offered(visit.ports, person))


def ways_of(visit: Visit) -> list[tuple[str, str, str]]:
    """List how a code can be given."""
    words = visit.words
    return [
        (way, words(f"invite.code_by.{way}"), words(f"invite.code_by.{way}.hint"))
        for way in ways_to_tell(visit.ports)
    ]
