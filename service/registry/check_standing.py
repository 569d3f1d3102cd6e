"""Where the legal check of each file stands, as the desk holds it: to ask, asked, to renew, an adult's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.domain.ages import age_on
from service.registry.check_records import CheckStanding
from service.registry.legal_files import MAJORITY
from service.registry.moments import local_day
from service.registry.signals import unseen_signals

if TYPE_CHECKING:
    from datetime import date

    from service.registry.files import File
    from service.registry.legal_records import LegalFile
    from service.registry.ports import Ports

TO_ASK: Final = "to_ask"
ASKED: Final = "asked"
TO_RENEW: Final = "to_renew"
ADULTS: Final = "adults"
WITHOUT_FORM: Final = "without_form"
"""Minors of whom there is no form, whose check a sign keeps open: nobody is asked about them."""
GROUPS: Final = (TO_ASK, ASKED, TO_RENEW, ADULTS, WITHOUT_FORM)
RENEWED_BEFORE: Final = timedelta(days=30)
"""An answer is asked for again this long before it runs out, so that there is no day without one."""


def standing_of(ports: Ports, file: File) -> CheckStanding | None:
    """Return where the check of a file stands; None where no check was ever due."""
    if not file.legal.checks:
        return None
    last = file.legal.checks[-1]
    return CheckStanding(
        last.status,
        local_day(ports, last.stamp.recorded_at),
        last.until,
        asked_on(file.legal),
        file.person.birth_date,
        has_form(file),
        len(unseen_signals(file)),
        _is_signed(file.legal),
    )


def group_of(ports: Ports, standing: CheckStanding, day: date) -> str | None:
    """Return the group a file stands in on a day; None while its answer is good, or nothing asks for one."""
    awaited = _is_awaited(standing, day)
    if not _is_minor(ports, standing, day):
        return ADULTS if awaited and standing.status != "rejected" else None
    if not standing.has_form:
        return WITHOUT_FORM if standing.signed and standing.status == "pending" else None
    if standing.asked_on is not None:
        return ASKED
    if not awaited:
        return None
    return TO_RENEW if standing.status == "accepted" and not _has_run_out(standing, day) else TO_ASK


def due_on(standing: CheckStanding) -> date:
    """Return the day the file waits since, or the last day its answer is good."""
    return standing.asked_on or standing.until or standing.since


def has_form(file: File) -> bool:
    """Tell whether there is a form of this person, in any state but entered in error."""
    return any(one.order is None and one.state != "entered_in_error" for one in file.consents)


def asked_on(legal: LegalFile) -> date | None:
    """Return the day the respondent was last asked, None once answered."""
    if not legal.asked:
        return None
    last = legal.asked[-1]
    answered = any(
        one.status != "pending" and one.stamp.recorded_at >= last.stamp.recorded_at for one in legal.checks
    )
    return None if answered else last.on


def _is_signed(legal: LegalFile) -> bool:
    """Tell whether a sign came after the last answer, looked at or not."""
    answers = [one.stamp.recorded_at for one in legal.checks if one.status != "pending"]
    return any(not answers or one.stamp.recorded_at >= answers[-1] for one in legal.signals)


def _is_awaited(standing: CheckStanding, day: date) -> bool:
    """Tell whether an answer is wanted: none was given, it has run out, or it soon will."""
    if standing.status == "accepted":
        return standing.until is not None and standing.until <= day + RENEWED_BEFORE
    return standing.status == "pending" or _has_run_out(standing, day)


def _has_run_out(standing: CheckStanding, day: date) -> bool:
    return standing.until is not None and standing.until < day


def _is_minor(ports: Ports, standing: CheckStanding, day: date) -> bool:
    if standing.born is None:
        return False
    return age_on(standing.born, day, ports.policy.config.feb29_rule) < MAJORITY
