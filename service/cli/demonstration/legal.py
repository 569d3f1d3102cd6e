"""What legal does: protection, placements, checks, orders entered by one and verified by another, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.court_numbers import luhn
from service.registry.court_orders import NewOrder, OrderKey, enter_order, stay_order, verify_order
from service.registry.legal_files import CHECK_DAYS
from service.registry.protecting import (
    NewCheck,
    NewProtection,
    answer_legal_check,
    record_placement,
    record_protection,
)
from service.registry.reviewing import NewReview, decide_review
from service.registry.waiting import REVIEWABLE

if TYPE_CHECKING:
    from service.cli.demonstration.cast import Character, Check, Order, Protection
    from service.cli.demonstration.stage import Stage
    from service.registry.files import File

OFFICE_AND_COURT: Final = "20041"
"""Court office and jurisdiction of the youth court, as a file number begins."""
REVIEW_DAYS: Final = 180
DAYS_TO_ANSWER: Final = 5


def load_protection(stage: Stage) -> None:
    """Record protection and placements first: each opens legal checks again."""
    for one in stage.progress.over(stage.cast, "Dossiers"):
        file, legal = stage.files[one.known_as], one.legal
        if legal.protection and all(entry.source != SOURCE for entry in file.legal.protections):
            _protect(stage, file, legal.protection)
        if legal.placement and not file.legal.placements:
            placed = legal.placement
            hosts = tuple(stage.number(key) for key in placed.hosts)
            caller, number = stage.callers["legal"], file.person.number
            record_placement(
                stage.ports,
                caller,
                number,
                clientele=placed.clientele,
                kinship=placed.kinship,
                hosts=hosts,
            )
    stage.look()


def load_checks(stage: Stage) -> None:
    """Answer the legal checks, then enter and verify orders, then decide reviews."""
    for one in stage.progress.over(stage.cast, "Vérifications"):
        file = stage.files[one.known_as]
        if one.legal.check and all(entry.answered_by != ANSWERED_BY for entry in file.legal.checks):
            _answer(stage, file, one.legal.check)
        for order in one.legal.orders:
            _order(stage, file, order)
        _review(stage, one, file)
    stage.look()


SOURCE: Final = "Source fictive"
ANSWERED_BY: Final = "Répondante fictive"


def _protect(stage: Stage, file: File, known: Protection) -> None:
    new = NewProtection(
        known.status,
        since=stage.day(known.since),
        ended=None if known.ended is None else stage.day(known.ended),
        ycja=known.ycja,
        other_ban=known.other_ban,
        source=SOURCE,
    )
    record_protection(stage.ports, stage.callers["legal"], file.person.number, new)


def _answer(stage: Stage, file: File, check: Check) -> None:
    # Answered today: everything was recorded today, and an answer from before it would know nothing of it.
    until = check.asked + DAYS_TO_ANSWER + CHECK_DAYS if check.until is None else check.until
    new = NewCheck(
        check.outcome,
        check.protection,
        asked_on=stage.day(check.asked),
        answered_by=ANSWERED_BY,
        until=stage.day(until),
    )
    answer_legal_check(stage.ports, stage.callers["legal"], file.person.number, new)


def _order(stage: Stage, file: File, order: Order) -> None:
    """Enter an order, have the other user of legal say what the second look found, stay it if it is."""
    ports, legal, second = stage.ports, stage.callers["legal"], stage.callers["second"]
    number = _file_number(stage, order)
    kept = next((entry for entry in file.legal.orders if entry.file_number == number), None)
    key = (
        OrderKey(file.person.number, kept.item)
        if kept
        else enter_order(ports, legal, _new(stage, file, order))
    )
    if order.verified and not (kept and kept.verifications):
        verify_order(ports, second, key, order.verified)
    if order.stayed and not (kept and kept.stays):
        stay_order(ports, legal, key, stayed=True)


def _new(stage: Stage, file: File, order: Order) -> NewOrder:
    return NewOrder(
        court="CQ_youth",
        file_number=_file_number(stage, order),
        order_date=stage.day(order.dated),
        persons=(file.person.number,),
        media=("photo", "video"),
        channels=order.channels,
        purposes=("promotion", "information"),
        conditions=order.conditions,
        valid_to=None if order.until is None else stage.day(order.until),
        dispenses_consent=order.dispenses,
        judge="Juge fictive",
        district="District fictif",
    )


def _file_number(stage: Stage, order: Order) -> str:
    year = stage.day(order.dated).year % 100
    digits = f"{OFFICE_AND_COURT}{order.sequence:06d}{year:02d}"
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:11]}-{digits[11:]}{luhn(digits)}"


def _review(stage: Stage, one: Character, file: File) -> None:
    decided = {entry.code for entry in file.legal.reviews}
    for review in one.legal.reviews:
        if review.code not in decided:
            new = NewReview(review.outcome, stage.day(-1), stage.day(REVIEW_DAYS), review.conditions)
            item = REVIEWABLE.index(review.code) + 1
            decide_review(stage.ports, stage.callers["legal"], file.person.number, item, new)
