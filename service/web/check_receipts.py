"""« Reçu de vérification »: what was asked and answered, signed, to be kept beside a post or shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.check_receipts import sign_receipt
from service.registry.errors import NotFound
from service.web.entrance import SignedVisit
from service.web.page_route import PageRoute
from service.web.rendering import hyphenated
from service.web.showing import Line, all_of, moment_of, question_lines

if TYPE_CHECKING:
    from service.i18n.words import Words
    from service.registry.check_receipts import CheckReceipt

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/recus"
QUESTION_LINES: Final = 4
"""Medium, channels, purpose and day: what the receipt says in the open."""


@router.get(f"{PAGE}/{{ref}}")
def show_receipt(visit: SignedVisit, ref: str) -> Response:
    """Sign the receipt of an answer that was just given to whoever asks for it."""
    visit.must("check")
    visit.count_question()
    number, item = visit.ports.references.open("check", ref)
    if item:
        raise NotFound
    receipt = sign_receipt(visit.ports, visit.caller, number)
    zone = visit.ports.time_zone
    return visit.page(
        "publisher/check_receipt.html",
        lines=_lines(visit.words, receipt),
        given=moment_of(visit.words, receipt.at, zone),
        until=moment_of(visit.words, receipt.expires_at, zone),
        number=receipt.check,
        text=receipt.text,
    )


def _lines(words: Words, receipt: CheckReceipt) -> list[Line]:
    """Say what is signed; what nothing stands for is « Aucun », so that every receipt has the same lines."""
    none, given = words("summary.none"), receipt.given
    conditions = all_of(words, "condition.", given.conditions)
    shown = {"yes": "yes", "yes_with_conditions": "conditions", "no": "no"}.get(given.answer, "specify")
    return [
        *question_lines(words, receipt.question)[:QUESTION_LINES],
        (words("receipt.asked"), ", ".join(map(hyphenated, receipt.asked)) or none),
        (words("receipt.answer"), words(f"answer.{shown}")),
        (words("receipt.cite"), ", ".join(map(hyphenated, given.cite)) or none),
        (words("receipt.conditions"), conditions or words("receipt.conditions.none")),
    ]
