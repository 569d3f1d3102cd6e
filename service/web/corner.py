"""« Mes autorisations » : a code, then what one signed; a copy, and taking back in two presses."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.domain.identifiers import BadIdentifier, parse
from service.i18n.dates import moment_in_words
from service.registry.codes import DIGITS
from service.registry.corner import ask_code, read_contact
from service.registry.corner_papers import (
    as_whom,
    is_waiting,
    left_to_withdraw,
    own_files,
    own_paper,
    part_name,
    withdraw_own,
)
from service.registry.corner_visits import enter_corner, leave_corner
from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.messages import COURRIEL, TEXT
from service.registry.sealed_forms import write_receipt
from service.web.corner_door import (
    PAGE,
    InCorner,
    hand_secret,
    secret_of,
    take_secret,
    visit_of,
    with_token,
)
from service.web.corner_lines import paper_card, papers_of, state_of, use_line
from service.web.entrance import AnyVisit
from service.web.filled import Filled, Slipped
from service.web.own_readings import reading_cards
from service.web.page_route import PageRoute
from service.web.rendering import HEADERS, hyphenated
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Guest

router = APIRouter(route_class=PageRoute, include_in_schema=False)

SAID: Final = {"fermee": "corner.left", "finie": "corner.over"}
PARTS: Final = ("all", "some")


@router.get(PAGE)
def show_corner(guest: AnyVisit) -> Response:
    """Show what one signed, or ask where to send a code."""
    visit = visit_of(guest)
    if visit is None:
        return _asking(guest, NOTHING_TYPED)
    files = own_files(guest.ports, visit)
    people = [papers_of(guest, file) for file in files]
    readings = reading_cards(guest, visit)
    return with_token(guest, visit).page("corner/papers.html", people=people, readings=readings)


@router.post(PAGE)
def ask(request: Request, guest: AnyVisit) -> Response:
    """Have a code sent: one answer for every address, known or not."""
    source = _count(request, guest)
    form = Filled(guest.sent)
    try:
        typed = form.text("contact")
        form.done()
        secret = ask_code(guest.ports, read_contact(typed), guest.frame.language, source)
    except (Slipped, Invalid) as error:
        return _asking(guest, form.mend(error), UNPROCESSABLE)
    return hand_secret(guest, guest.go(f"{PAGE}/code"), secret)


@router.get(f"{PAGE}/code")
def show_code(guest: AnyVisit) -> Response:
    """Ask for the code."""
    return guest.page("corner/code.html", typed=NOTHING_TYPED)


@router.post(f"{PAGE}/code")
def enter(request: Request, guest: AnyVisit) -> Response:
    """Open the corner by its code; every wrong code reads the same."""
    _count(request, guest)
    form = Filled(guest.sent)
    code = "".join(form.text("code").split())
    secret = None
    if not form.slips:
        secret = enter_corner(guest.ports, secret_of(guest), code[:DIGITS], guest.frame.language)
        if secret is None or len(code) > DIGITS:
            form.slip("code", "BAD_CODE")
    if secret is None or form.slips:
        emptied = Typed({}, form.mend().slips)
        return guest.page("corner/code.html", status=UNPROCESSABLE, typed=emptied)
    return hand_secret(guest, guest.go(PAGE), secret)


@router.post(f"{PAGE}/fermer")
def close(came: InCorner) -> Response:
    """End the visit at once."""
    leave_corner(came.guest.ports, secret_of(came.guest))
    return take_secret(came.guest, came.guest.go(f"{PAGE}?fait=fermee"))


@router.get(f"{PAGE}/{{number}}/retrait")
def show_withdraw(came: InCorner, number: str) -> Response:
    """Ask what is taken back: everything unless one says otherwise."""
    return _withdrawing(came, number, Typed({"part": ("all",)}))


@router.post(f"{PAGE}/{{number}}/retrait")
def withdraw(came: InCorner, number: str) -> Response:
    """Take back: it counts once this answers."""
    _, paper = own_paper(came.guest.ports, came.visit, _bare(number))
    form = Filled(came.guest.sent)
    try:
        whom = as_whom(paper)
        by = whom[0] if len(whom) == 1 else form.choice("by", whom)
        parts = _parts(form, several=len(left_to_withdraw(paper)) > 1 and not is_waiting(paper))
        form.done()
        withdraw_own(came.guest.ports, came.visit, paper.id, by, parts)
    except (Slipped, Conflict) as error:
        return _withdrawing(came, number, form.mend(error), UNPROCESSABLE)
    return came.guest.go(f"{PAGE}/{number}/fait")


@router.get(f"{PAGE}/{{number}}/fait")
def show_withdrawn(came: InCorner, number: str) -> Response:
    """Say since when it is withdrawn."""
    _, paper = own_paper(came.guest.ports, came.visit, _bare(number))
    if not paper.withdrawals:
        raise NotFound
    moment = moment_in_words(
        paper.withdrawals[-1].recorded_at, came.guest.ports.time_zone, came.guest.frame.language
    )
    whole = state_of(came.guest, paper) == "withdrawn"
    return came.guest.page("corner/done.html", moment=moment, whole=whole, number=number)


@router.get(f"{PAGE}/{{number}}/copie")
def send_copy(came: InCorner, number: str) -> Response:
    """Send a copy of what was signed, as it stands now."""
    file, paper = own_paper(came.guest.ports, came.visit, _bare(number))
    content = write_receipt(came.guest.ports, file, paper, came.guest.frame.language)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{hyphenated(paper.id)}.pdf"'}
    return Response(content, headers=headers, media_type="application/pdf")


def _asking(guest: Guest, typed: Typed, status: int = 200) -> Response:
    ways = guest.ports.messenger.ways
    said = SAID.get(guest.query.get("fait", ""), "")
    answer = guest.page(
        "corner/ask.html",
        status=status,
        typed=typed,
        said=said,
        by_courriel=COURRIEL in ways,
        by_text=TEXT in ways,
        phone=guest.ports.establishment.get("phone", ""),
        email=guest.ports.establishment.get("email", ""),
    )
    return take_secret(guest, answer) if said == SAID["finie"] else answer


def _withdrawing(came: InCorner, number: str, typed: Typed, status: int = 200) -> Response:
    file, paper = own_paper(came.guest.ports, came.visit, _bare(number))
    left = left_to_withdraw(paper)
    if not left:
        return came.guest.go(f"{PAGE}/{number}/fait" if paper.withdrawals else PAGE)
    whom = as_whom(paper)
    return came.guest.page(
        "corner/withdraw.html",
        status=status,
        typed=typed,
        card=paper_card(came.guest, paper),
        name=file.person.names.display,
        parts=[] if is_waiting(paper) else [(part_name(one), use_line(came.guest, one)) for one in left],
        by=whom if len(whom) > 1 else (),
    )


def _parts(form: Filled, *, several: bool) -> tuple[str, ...] | None:
    """Read the names of the parts; None for all that is left. One part alone is not asked about."""
    part = form.choice("part", PARTS) if several else form.choice_if_any("part", PARTS)
    if part != "some":
        return None
    ticked = form.sent.each("parts")
    if not ticked:
        form.slip("parts", "NOTHING")
    return ticked


def _count(request: Request, guest: Guest) -> str:
    """Count what a source asks, and return the source."""
    source = request.client.host if request.client else ""
    guest.site.sources.count(source)
    return source


def _bare(number: str) -> str:
    try:
        return parse(number).text
    except BadIdentifier:
        raise NotFound from None
