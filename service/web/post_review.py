"""« Publications revues ce matin »: what the morning's walk over live posts did, in counts; never why."""

from __future__ import annotations

from datetime import datetime
from math import floor
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.dates import date_in_words
from service.registry.post_review import Review, last_review
from service.web.entrance import SignedVisit
from service.web.page_route import PageRoute
from service.web.showing import Line, moment_of
from service.web.visits import Visit

if TYPE_CHECKING:
    from datetime import date

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/publications-revues"


@router.get(PAGE)
def show_review(visit: SignedVisit) -> Response:
    """Show the walk under way, or the last one."""
    review = last_review(visit.ports, visit.caller)
    lead = _lead(visit, review) if review else ""
    return visit.page(
        "communications/post_review.html",
        lead=lead,
        over=bool(review and review.is_over),
        facts=_facts(visit, review) if review else [],
        may_take_down=visit.caller.role != "quality",
    )


def _lead(visit: Visit, review: Review) -> str:
    day: date = datetime.fromisoformat(review.began_at).astimezone(visit.ports.time_zone).date()
    shown = date_in_words(day, visit.words.language)
    if review.is_over:
        return visit.words("post_review.over", day=shown)
    return visit.words("post_review.under_way", day=shown, share=floor(review.share * 100))


def _facts(visit: Visit, review: Review) -> list[Line]:
    words = visit.words
    facts = [
        (words("post_review.live"), str(review.live)),
        (words("post_review.listed"), str(review.listed)),
        (words("post_review.lapsed"), str(review.lapsed)),
        (words("post_review.began"), _moment(visit, review.began_at)),
    ]
    if review.is_over:
        facts.append((words("post_review.ended"), _moment(visit, review.ended_at)))
        facts.append(
            (words("post_review.seconds"), words.count("post_review.seconds.count", round(review.seconds)))
        )
    return facts


def _moment(visit: Visit, text: str) -> str:
    return moment_of(visit.words, datetime.fromisoformat(text), visit.ports.time_zone)
