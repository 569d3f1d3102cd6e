"""« Mode tablette », « Envoyer un lien » and « Invitations à signer », for those who keep files."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import accounts, signing_invitations, signing_links
from service.registry.errors import Invalid, NotFound
from service.registry.forms import FormVersion
from service.registry.invitation_records import CodeWay, InvitationRecord
from service.registry.moments import local_day
from service.registry.naming import files_named
from service.registry.people_records import PersonRecord
from service.registry.signing_invitations import Presence
from service.registry.signing_links import Contact, NewLink, SentLink
from service.registry.signing_order import case_of, forms_offered, slots_in_order
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.paper import text_of
from service.web.people import file_at
from service.web.showing import Line, day_of, moment_of
from service.web.signing_pages import PAGE as FORM
from service.web.signing_visits import begin
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/invitations"
LANGUAGES: Final = ("fr", "en")
WAYS: Final[tuple[CodeWay, ...]] = ("text", "told")
SAID: Final = {"envoye": "invitation.sent", "fin": "invitation.ended"}


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
            visit.ports, visit.caller, person.number, asked, _presence(visit)
        )
    except (Slipped, Invalid) as error:
        return _tablet_page(visit, person, form.mend(error), UNPROCESSABLE)
    return hand_over(visit, FORM, secret)


@router.get("/personnes/{ref}/lien")
def show_link(visit: SignedVisit, ref: str) -> Response:
    """Ask where the link goes, and how the code is given."""
    visit.must("invite")
    person = file_at(visit, ref).person
    begun = {"email": person.email, "phone": person.phone, "language": person.language, "code_by": "text"}
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
            code_by=_way(form),
            then=Contact(visit.sent.text("then_email"), visit.sent.text("then_phone")),
            activity=visit.sent.some("activity"),
            language=form.choice("language", LANGUAGES),
        )
        form.done()
        sent = signing_links.invite_by_link(visit.ports, visit.caller, person.number, new)
    except (Slipped, Invalid) as error:
        return _link_page(visit, person, form.mend(error), UNPROCESSABLE)
    return _after_sending(visit, sent)


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """List the invitations that wait for an answer."""
    visit.must("invite")
    found = signing_invitations.list_invitations(visit.ports, visit.caller)
    invitations = [one for one in found if one.person is not None]
    files = files_named(
        visit.ports, visit.caller, (one.person or 0 for one in invitations), "invitations_listed"
    )
    shown = [
        (files[one.person].person.names.display, invitation_line(visit, one), path_of(visit, one))
        for one in invitations
        if one.person in files
    ]
    return visit.page("communications/invitations.html", invitations=shown)


@router.get(f"{PAGE}/{{ref}}")
def show_invitation(visit: SignedVisit, ref: str) -> Response:
    """Show how far an invitation is, and the code to tell when there is one."""
    invitation = _invitation(visit, ref)
    return _invitation_page(visit, invitation, ref)


@router.post(f"{PAGE}/{{ref}}/fin")
def end(visit: SignedVisit, ref: str) -> Response:
    """Take an invitation back."""
    signing_invitations.end_invitation(visit.ports, visit.caller, _invitation(visit, ref).number)
    return visit.go(f"{PAGE}/{ref}?fait=fin")


@router.post(f"{PAGE}/{{ref}}/code")
def renew_code(visit: SignedVisit, ref: str) -> Response:
    """Make a new code to tell."""
    code = signing_links.renew_told_code(visit.ports, visit.caller, _invitation(visit, ref).number)
    return visit.go(f"{PAGE}/{ref}?code={tickets.keep(visit, code=code)}")


@router.get(f"{PAGE}/{{ref}}/lien")
def show_again(visit: SignedVisit, ref: str) -> Response:
    """Ask where the new link goes, as the last one did."""
    invitation = _invitation(visit, ref)
    contact = signing_links.contacts_of(visit.ports, visit.caller, invitation)
    begun = {"email": contact.email, "phone": contact.phone, "code_by": invitation.code_by or "text"}
    return _again_page(visit, invitation, Typed({name: (text,) for name, text in begun.items() if text}))


@router.post(f"{PAGE}/{{ref}}/lien")
def send_again(visit: SignedVisit, ref: str) -> Response:
    """Send a new link; the one before no longer opens."""
    invitation = _invitation(visit, ref)
    form = Filled(visit.sent)
    try:
        contact = Contact(visit.sent.text("email"), visit.sent.text("phone"))
        way = _way(form)
        form.done()
        sent = signing_links.send_again(visit.ports, visit.caller, invitation.number, contact, way)
    except (Slipped, Invalid) as error:
        return _again_page(visit, invitation, form.mend(error), UNPROCESSABLE)
    return _after_sending(visit, sent)


@router.post(f"{PAGE}/{{ref}}/tablette")
def resume(visit: SignedVisit, ref: str) -> Response:
    """Let whoever signs next sign on this device."""
    number = _invitation(visit, ref).number
    secret = signing_invitations.resume_on_tablet(visit.ports, visit.caller, number, Presence())
    return hand_over(visit, FORM, secret)


def hand_over(visit: Visit, path: str, secret: str = "") -> Response:
    """End the session of the house on this device, so that whoever holds it next can do one thing."""
    accounts.sign_out(visit.ports, visit.signed_in.session_id)
    answer = visit.go(path)
    visit.site.sessions.end(answer)
    return begin(answer, visit.site, secret) if secret else answer


def path_of(visit: Visit, invitation: InvitationRecord) -> str:
    """Return where an invitation is shown."""
    return f"{PAGE}/{visit.seal('invitation', invitation.number)}"


def invitation_line(visit: Visit, invitation: InvitationRecord) -> str:
    """Sum an invitation up in one line."""
    day = day_of(visit.words, local_day(visit.ports, invitation.ends_at))
    return visit.words("invitations.line", form=title_of(visit, invitation), day=day)


def title_of(visit: Visit, invitation: InvitationRecord) -> str:
    """Return the title of the form that is asked."""
    form = visit.ports.forms.find(invitation.form, invitation.version)
    return text_of(form, visit.words.language).title if form else invitation.form


def families_of(visit: Visit, forms: tuple[FormVersion, ...]) -> list[Line]:
    """Pair each form with its title."""
    return [(form.family, text_of(form, visit.words.language).title) for form in forms]


def _presence(visit: Visit) -> Presence:
    sent = visit.sent
    return Presence(
        identity_checked=not sent.ticked("unchecked"),
        document_shown=sent.text("document_shown"),
        evidence=sent.text("evidence") or "none",
    )


def _way(form: Filled) -> CodeWay:
    chosen = form.choice("code_by", WAYS)
    return next((way for way in WAYS if way == chosen), "")


def _after_sending(visit: Visit, sent: SentLink) -> Response:
    shown = f"&code={tickets.keep(visit, code=sent.code)}" if sent.code else ""
    return visit.go(f"{path_of(visit, sent.invitation)}?fait=envoye{shown}")


def _invitation(visit: Visit, ref: str) -> InvitationRecord:
    visit.must("invite")
    number, _ = visit.ports.references.open("invitation", ref)
    invitation = signing_invitations.read_invitation(visit.ports, visit.caller, number)
    if invitation.person is None:
        raise NotFound
    return invitation


def _person_of(visit: Visit, invitation: InvitationRecord) -> PersonRecord:
    return file_at(visit, visit.seal("person", invitation.person or 0)).person


def _evidence(visit: Visit, person: PersonRecord) -> list[Line]:
    """List the proofs that the forms fit for this person name, in their own words."""
    if not signing_invitations.needs_proof(person, visit.ports):
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
        families=families_of(visit, forms_offered(visit.ports, person)),
        evidence=_evidence(visit, person),
    )


def _link_page(visit: Visit, person: PersonRecord, typed: Typed, status: int = 200) -> Response:
    offered = forms_offered(visit.ports, person)
    case = case_of(visit.ports, person)
    return visit.page(
        "communications/send_link.html",
        status=status,
        typed=typed,
        back_path=f"/personnes/{visit.seal('person', person.number)}",
        name=person.names.display,
        families=families_of(visit, offered),
        several=any(len(slots_in_order(form, case)) > 1 for form in offered),
        ways=_ways(visit),
        languages=[(code, visit.words(f"print.language.{code}")) for code in LANGUAGES],
        due="",
    )


def _again_page(visit: Visit, invitation: InvitationRecord, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/send_link.html",
        status=status,
        typed=typed,
        back_path=path_of(visit, invitation),
        name=_person_of(visit, invitation).names.display,
        families=[],
        several=False,
        ways=_ways(visit),
        languages=[],
        due=_due(visit, invitation),
    )


def _ways(visit: Visit) -> list[tuple[str, str, str]]:
    words = visit.words
    return [(way, words(f"invite.code_by.{way}"), words(f"invite.code_by.{way}.hint")) for way in WAYS]


def _due(visit: Visit, invitation: InvitationRecord) -> str:
    """Name the signature that is due, in the form's words."""
    form = visit.ports.forms.find(invitation.form, invitation.version)
    if form is None or invitation.step >= len(invitation.signers):
        return visit.words("summary.none")
    key = invitation.signers[invitation.step]
    return text_of(form, visit.words.language).label(key) or key


def _invitation_page(visit: Visit, invitation: InvitationRecord, ref: str) -> Response:
    words, person = visit.words, _person_of(visit, invitation)
    asked = moment_of(words, invitation.asked_at, visit.ports.time_zone)
    lines = [
        (words("invitation.form"), title_of(visit, invitation)),
        (words("invitation.state"), words(f"invitation.state.{invitation.state}")),
        (words("invitation.way"), words(f"invitation.kind.{invitation.kind}")),
        (words("invitation.due"), _due(visit, invitation)),
        (words("invitation.asked"), asked),
        (words("invitation.ends"), day_of(words, local_day(visit.ports, invitation.ends_at))),
        (words("invitation.reminded"), str(invitation.reminded)),
    ]
    if invitation.activity:
        lines.append((words("invitation.activity"), invitation.activity))
    ticket = visit.query.get("code", "")
    return visit.page(
        "communications/invitation.html",
        said=SAID.get(visit.query.get("fait", ""), ""),
        name=person.names.display,
        person_path=f"/personnes/{visit.seal('person', person.number)}",
        lines=lines,
        here=f"{PAGE}/{ref}",
        is_open=invitation.state == "open",
        told=invitation.code_by == "told",
        code=tickets.load(visit, ticket).text("code") if ticket else "",
        typed=NOTHING_TYPED,
    )
