"""« Invitations à signer »: how far each is; sent again, gone on with, or taken back."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import signing_invitations, signing_links
from service.registry.errors import Invalid, NotFound
from service.registry.invitation_records import InvitationRecord
from service.registry.legal_files import is_represented
from service.registry.messages import COURRIEL
from service.registry.moments import local_day
from service.registry.naming import files_named
from service.registry.people_records import PersonRecord
from service.registry.signing_contacts import Contact, ways_to_tell
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.invitation_lines import PAGE, invitation_line, path_of, title_of
from service.web.inviting import after_sending, hand_over, proofs_for, read_presence, read_way, ways_of
from service.web.page_route import PageRoute
from service.web.paper import text_of
from service.web.people import file_at
from service.web.showing import day_of, moment_of
from service.web.signing_pages import PAGE as FORM
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

SAID: Final = {"envoye": "invitation.sent", "fin": "invitation.ended"}


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
    return _invitation_page(visit, invitation, NOTHING_TYPED)


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
    ways = ways_to_tell(visit.ports)
    way = invitation.code_by if invitation.code_by in ways else ways[0]
    begun = {"email": contact.email, "phone": contact.phone, "code_by": way}
    return _again_page(visit, invitation, Typed({name: (text,) for name, text in begun.items() if text}))


@router.post(f"{PAGE}/{{ref}}/lien")
def send_again(visit: SignedVisit, ref: str) -> Response:
    """Send a new link; the one before no longer opens."""
    invitation = _invitation(visit, ref)
    form = Filled(visit.sent)
    try:
        contact = Contact(visit.sent.text("email"), visit.sent.text("phone"))
        way = read_way(visit, form)
        form.done()
        sent = signing_links.send_again(visit.ports, visit.caller, invitation.number, contact, way)
    except (Slipped, Invalid) as error:
        return _again_page(visit, invitation, form.mend(error), UNPROCESSABLE)
    return after_sending(visit, sent)


@router.post(f"{PAGE}/{{ref}}/tablette")
def resume(visit: SignedVisit, ref: str) -> Response:
    """Let whoever signs next sign on this device."""
    invitation = _invitation(visit, ref)
    try:
        secret = signing_invitations.resume_on_tablet(
            visit.ports, visit.caller, invitation.number, read_presence(visit)
        )
    except Invalid as error:
        return _invitation_page(visit, invitation, Filled(visit.sent).mend(error), UNPROCESSABLE)
    return hand_over(visit, FORM, secret)


def _invitation(visit: Visit, ref: str) -> InvitationRecord:
    visit.must("invite")
    number, _ = visit.ports.references.open("invitation", ref)
    invitation = signing_invitations.read_invitation(visit.ports, visit.caller, number)
    if invitation.person is None:
        raise NotFound
    return invitation


def _person_of(visit: Visit, invitation: InvitationRecord) -> PersonRecord:
    return file_at(visit, visit.seal("person", invitation.person or 0)).person


def _again_page(visit: Visit, invitation: InvitationRecord, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/send_link.html",
        status=status,
        typed=typed,
        back_path=path_of(visit, invitation),
        name=_person_of(visit, invitation).names.display,
        families=[],
        several=False,
        ways=ways_of(visit),
        languages=[],
        due=_due(visit, invitation),
    )


def _due(visit: Visit, invitation: InvitationRecord) -> str:
    """Name the signature that is due, in the form's words."""
    form = visit.ports.forms.find(invitation.form, invitation.version)
    if form is None or invitation.step >= len(invitation.signers):
        return visit.words("summary.none")
    key = invitation.signers[invitation.step]
    return text_of(form, visit.words.language).label(key) or key


def _owes_code(visit: Visit, invitation: InvitationRecord) -> bool:
    """Tell whether whoever signs next has a link, and nobody has yet seen a code to tell them."""
    return invitation.state == "open" and signing_links.awaits_told_code(
        visit.ports, visit.caller, invitation
    )


def _said(visit: Visit) -> str:
    """Say what was done; a link leaves only where a mail server is set."""
    said = SAID.get(visit.query.get("fait", ""), "")
    waits = said == SAID["envoye"] and COURRIEL not in visit.ports.messenger.ways
    return "invitation.waits" if waits else said


def _invitation_page(visit: Visit, invitation: InvitationRecord, typed: Typed, status: int = 200) -> Response:
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
        *([(words("invitation.activity"), invitation.activity)] if invitation.activity else []),
    ]
    ticket = visit.query.get("code", "")
    return visit.page(
        "communications/invitation.html",
        status=status,
        typed=typed,
        said=_said(visit),
        name=person.names.display,
        person_path=f"/personnes/{visit.seal('person', person.number)}",
        lines=lines,
        here=path_of(visit, invitation),
        evidence=proofs_for(visit, person),
        represented=is_represented(person),
        several=len(invitation.signers) - invitation.step > 1,
        step=invitation.step,
        code_owed=_owes_code(visit, invitation),
        is_open=invitation.state == "open",
        told=invitation.code_by == "told",
        code=tickets.load(visit, ticket).text("code") if ticket else "",
    )
