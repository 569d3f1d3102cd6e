"""Signing on screen: the form on one page, « Vérifiez vos réponses », sign; or refuse; then a copy."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import signing
from service.registry.errors import Invalid, RegistryError
from service.registry.forms import FormText
from service.registry.signing_copies import copies_offered, copy_of, send_copy
from service.registry.signing_ink import Inked
from service.registry.signing_order import SELF
from service.registry.signing_reading import Signing
from service.registry.signing_sessions import IDLE_ON_TABLET, SigningSession, end_session
from service.web.entrance import AnyVisit, ShowInstead, in_language, keep_language, switched
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.rendering import HEADERS, hyphenated
from service.web.showing import day_of
from service.web.signing_given import CHOSEN, drawing_in, given_in, typed_of
from service.web.signing_sheet import answer_lines, sheet_of
from service.web.signing_visits import (
    OWN,
    TABLET,
    SignerVisit,
    SigningVisit,
    ending_alike,
    forget,
    is_own,
)
from service.web.typed import NOTHING_TYPED, Slip, Typed
from service.web.visits import UNPROCESSABLE

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/signature"
CHECK: Final = f"{PAGE}/verifier"
REFUSE: Final = f"{PAGE}/refus"
END: Final = f"{PAGE}/fin"
SENT: Final = {"envoyee": "signing.copy.sent", "texto": "signing.copy.sent_text"}
FIELDS: Final = {"/name": "full_name"}


@router.get(PAGE)
def show_form(visit: SignerVisit) -> Response:
    """Show the form with nothing ticked, or as it was answered a moment ago."""
    about = _about(visit)
    return _form_page(visit, about, Typed(typed_of(about, dict(visit.session.answers))))


@router.post(PAGE)
def answer(visit: SignerVisit) -> Response:
    """Keep the answers and lead to reading them once more."""
    about = _about(visit)
    form = Filled(visit.guest.sent)
    if other := _switched(visit):
        return keep_language(_form_page(other, about, form.mend()), other.guest)
    try:
        given = given_in(form, about)
        form.done()
        with ending_alike():
            signing.answer(visit.guest.ports, visit.session, given, visit.language)
    except (Slipped, Invalid) as error:
        typed = _naming(visit, form.mend(error), _text(visit, about))
        return _form_page(visit, about, typed, UNPROCESSABLE)
    return visit.guest.go(CHECK)


@router.get(CHECK)
def show_check(visit: SignerVisit) -> Response:
    """Show the answers, and room to sign."""
    about = _about(visit)
    if visit.session.answered_at is None:
        return visit.guest.go(PAGE)
    return _check_page(visit, about, NOTHING_TYPED)


@router.post(CHECK)
def sign(visit: SignerVisit) -> Response:
    """Sign."""
    if visit.session.done:
        return visit.guest.go(END)
    about = _about(visit)
    form = Filled(visit.guest.sent)
    if other := _switched(visit):
        with ending_alike():
            signing.answer(other.guest.ports, visit.session, dict(visit.session.answers), other.language)
        return keep_language(_check_page(other, about, form.mend()), other.guest)
    try:
        name = form.text("full_name")
        form.done()
        with ending_alike():
            signing.sign(visit.guest.ports, visit.session, Inked(name, drawing_in(visit.guest.sent)))
    except (Slipped, Invalid) as error:
        return _check_page(visit, about, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.guest.go(END)


@router.get(REFUSE)
def show_refuse(visit: SignerVisit) -> Response:
    """Ask once whether it is a no; nothing else is asked."""
    _about(visit)
    return visit.page("signing/refuse.html", page=PAGE)


@router.post(REFUSE)
def refuse(visit: SignerVisit) -> Response:
    """Take the no; it counts at once."""
    if not visit.session.done:
        with ending_alike():
            signing.refuse(visit.guest.ports, visit.session)
    return visit.guest.go(END)


@router.get(END)
def show_end(visit: SignerVisit) -> Response:
    """Say that it is done, and offer a copy."""
    if visit.session.stage == "next":
        return visit.page("signing/next.html")
    if not visit.session.done:
        return visit.guest.go(PAGE)
    return _end_page(visit, NOTHING_TYPED)


@router.post(f"{PAGE}/suivant")
def begin_next(visit: SignerVisit) -> Response:
    """Begin with whoever signs next on this tablet."""
    with ending_alike():
        signing.begin_next(visit.guest.ports, visit.session)
    return visit.guest.go(PAGE)


@router.post(f"{PAGE}/copie")
def copy(visit: SignerVisit) -> Response:
    """Send a copy by courriel, or by text message where it is."""
    form = Filled(visit.guest.sent)
    by_text = visit.guest.sent.text("by") == "text"
    try:
        to = form.text("phone" if by_text else "email")
        form.done()
        send_copy(visit.guest.ports, visit.session, to, "text" if by_text else "courriel")
    except (Slipped, RegistryError) as error:
        return _end_page(visit, form.mend(error), UNPROCESSABLE)
    return visit.guest.go(f"{END}?fait={'texto' if by_text else 'envoyee'}")


@router.post(f"{PAGE}/recu.pdf")
def send_receipt(visit: SignerVisit) -> Response:
    """Hand the receipt over, to keep or to print."""
    content, number = copy_of(visit.guest.ports, visit.session)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{hyphenated(number)}.pdf"'}
    return Response(content, headers=headers, media_type="application/pdf")


@router.post(f"{PAGE}/eveil")
def stay_awake(visit: SignerVisit) -> Response:
    """Keep the visit of whoever is reading from running out; reading it did."""
    return Response(status_code=204 if not visit.session.done else 404, headers=HEADERS)


@router.post(f"{PAGE}/terminer")
def finish(visit: SignerVisit) -> Response:
    """Forget everything on this device."""
    end_session(visit.guest.ports, visit.secret)
    session = visit.session
    path = TABLET if session.shared else f"{OWN}&langue={visit.language}"
    if session.shared and session.poster:
        path = f"/affiche/{visit.guest.ports.references.seal('invitation', session.invitation)}?sur=tablette"
    return forget(visit.guest.go(path), visit.guest.site)


@router.get(TABLET)
def show_tablet(guest: AnyVisit) -> Response:
    """Show nothing of anyone: the same page when all is done, when time ran out, and to whoever passes by."""
    shown, own = in_language(guest, guest.query.get("langue", "")), is_own(guest)
    if own and "sur" not in guest.query:
        return forget(guest.go(OWN), guest.site)
    return forget(shown.page("signing/tablet.html", own=own), guest.site)


def _switched(visit: SigningVisit) -> SigningVisit | None:
    """Return the visit in the other language, when that is what was asked."""
    other = switched(visit.guest)
    return replace(visit, guest=other) if other else None


def _about(visit: SigningVisit) -> Signing:
    if visit.session.done or visit.session.stage == "next":
        raise ShowInstead(END)
    return visit.signing()


def _text(visit: SigningVisit, about: Signing) -> FormText:
    return about.form.text(visit.language) or about.form.texts[0]


def _form_page(visit: SigningVisit, about: Signing, typed: Typed, status: int = 200) -> Response:
    sheet = sheet_of(about, _text(visit, about), _said(visit, about), visit.guest.ports.establishment)
    return visit.page(
        "signing/form.html",
        status=status,
        typed=typed,
        sheet=sheet,
        alone=about.slot.signers == (SELF,),
        second=bool(about.before),
        idle=int(IDLE_ON_TABLET.total_seconds()),
    )


def _naming(visit: SigningVisit, typed: Typed, text: FormText) -> Typed:
    """Name each question that was left unanswered, in the form's own words."""
    titles = {name: visit.guest.words(f"signing.{name}") for name in CHOSEN}
    slips = [
        Slip(slip.field, "UNANSWERED", {"question": label})
        if slip.code == "MISSING_CHOICE" and (label := text.label(slip.field) or titles.get(slip.field))
        else slip
        for slip in typed.slips
    ]
    return replace(typed, slips=tuple(slips))


def _check_page(visit: SigningVisit, about: Signing, typed: Typed, status: int = 200) -> Response:
    text = _text(visit, about)
    head = [(label, (value,)) for label, value in _head(visit, about)]
    return visit.page(
        "signing/check.html",
        status=status,
        typed=typed,
        form_title=text.title,
        lines=[*head, *answer_lines(about, text, visit.session.answers, visit.guest.words)],
        label=text.label(about.slot.key) or "",
        can_draw=about.person is not None,
        idle=int(IDLE_ON_TABLET.total_seconds()),
    )


def _end_page(visit: SigningVisit, typed: Typed, status: int = 200) -> Response:
    session = visit.session
    return visit.page(
        "signing/end.html",
        status=status,
        typed=typed,
        stage=session.stage,
        number=hyphenated(session.consent),
        said=SENT.get(visit.guest.query.get("fait", ""), ""),
        ways=copies_offered(visit.guest.ports),
    )


def _said(visit: SigningVisit, about: Signing) -> dict[str, str]:
    """Return what is known already, by the key of its field: who it is about, and for what activity."""
    invitation = about.invitation
    said = {"person_name": _name(visit.session, about)}
    if invitation.activity:
        said["activity_name"] = invitation.activity
    if invitation.place:
        said["activity_place"] = invitation.place
    if invitation.held_on:
        said["activity_date"] = day_of(visit.guest.words, invitation.held_on)
    return said


def _head(visit: SigningVisit, about: Signing) -> list[tuple[str, str]]:
    text = _text(visit, about)
    return [(text.label(key) or key, value) for key, value in _said(visit, about).items()]


def _name(session: SigningSession, about: Signing) -> str:
    return about.person.names.display if about.person else session.newcomer.get("name", "")
