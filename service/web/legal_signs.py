"""Signs that communications reported on one file: legal looks at them and says what they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Invalid
from service.registry.signals import LONGEST_OUTCOME, Sign, answer_signal, unseen_signals
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.legal_lines import signs_of
from service.web.page_route import PageRoute
from service.web.people import file_at
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/dossiers/{ref}/indices"
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@router.get(PAGE)
def show_signs(visit: SignedVisit, ref: str) -> Response:
    """Show the signs to look at, and ask what they are."""
    return _page(visit, ref, NOTHING_TYPED)


@router.post(PAGE)
def answer_signs(visit: SignedVisit, ref: str) -> Response:
    """Mark the signs that were on the page as seen."""
    number, _ = visit.ports.references.open("person", ref)
    form = Filled(visit.sent)
    try:
        outcome = form.text("outcome")
        form.done()
        answer_signal(visit.ports, visit.caller, number, outcome, _moment(visit.sent.text("until")))
    except (Slipped, Invalid) as error:
        return _page(visit, ref, form.mend(error, {"/until": ""}), UNPROCESSABLE)
    return visit.go(f"/dossiers/{ref}?fait=indices")


def _page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    visit.must("decide_legally")
    file = file_at(visit, ref)
    unseen = unseen_signals(file)
    return visit.page(
        "legal/signs_file.html",
        status=status,
        typed=typed,
        ref=ref,
        name=file.person.names.display,
        signs=signs_of(visit, [Sign(file, one) for one in unseen]),
        until=unseen[-1].stamp.recorded_at.isoformat() if unseen else "",
        most=LONGEST_OUTCOME,
    )


def _moment(text: str) -> datetime:
    """Read the moment of the latest sign that was on the page; without one, nothing was."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return NEVER
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
