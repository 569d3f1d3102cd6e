"""« Journal »: who saw or did what, on whom as far as the role sees, by user, action, person and day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.access_log import JournalFilter, read_access_log
from service.registry.access_records import AccessRecord
from service.registry.break_glass import PAGE as EXCEPTIONS
from service.registry.errors import NotFound
from service.registry.log_health import read_log_faults
from service.registry.naming import staff_named
from service.web.entrance import SignedVisit
from service.web.filled import Filled
from service.web.page_route import PageRoute
from service.web.reading import Sent
from service.web.showing import moment_of
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/journal"
A_PAGE: Final = 50
REFERENCE: Final = re.compile(r"[a-z2-7]{26}")
"""Of an exception; any other reason was written by somebody."""
SHOWN_PEOPLE: Final = 3
ACTION: Final = "action."
FIELDS: Final = ("user", "action", "day", "person")


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One record as the journal shows it; people as (reference, way to their records)."""

    when: str
    who: str
    what: str
    whom: tuple[tuple[str, str], ...]
    more: int
    answer: str
    exception: str
    why: str


@router.get(PAGE)
def show_journal(visit: SignedVisit) -> Response:
    """Show records, newest first; what is chosen stands in the address as references alone."""
    visit.must("read_access_log")
    asked = {name: (value,) for name in FIELDS if (value := visit.query.get(name, "").strip())}
    form = Filled(Sent(asked, {}))
    wanted = _wanted(visit, form)
    page = read_access_log(visit.ports, visit.caller, _moment(visit.query.get("avant", "")), A_PAGE, wanted)
    names = staff_named(visit.ports, visit.caller)
    chosen = {name: values[0] for name, values in asked.items()}
    here = f"{PAGE}?{urlencode(chosen)}" if chosen else PAGE
    following = urlencode({**chosen, "avant": page.before.isoformat()}) if page.before else ""
    return visit.page(
        "audit/journal.html",
        typed=form.mend(),
        changed=read_log_faults(visit.ports, visit.caller),
        lines=[_line(visit, one, names) for one in page.records] if not form.slips else [],
        users=sorted(((visit.seal("user", number), name) for number, name in names.items()), key=_by_label),
        actions=_actions(visit),
        first=here if "avant" in visit.query else "",
        next=f"{PAGE}?{following}" if following and not form.slips else "",
        all=bool(chosen),
        chosen=chosen.get("person", "") if not form.slips else "",
    )


def _wanted(visit: Visit, form: Filled) -> JournalFilter:
    return JournalFilter(
        _number(visit, form, "user"),
        _number(visit, form, "person"),
        form.sent.text("action") or None,
        form.day_if_any("day"),
    )


def _number(visit: Visit, form: Filled, kind: str) -> int | None:
    text = form.sent.text(kind)
    if not text:
        return None
    try:
        return visit.ports.references.open(kind, text)[0]  # type: ignore[arg-type] # user or person
    except NotFound:
        form.slip(kind, "BAD_VALUE")
        return None


def _moment(text: str) -> datetime | None:
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        return None
    return given.astimezone(UTC) if given.tzinfo else None


def _actions(visit: Visit) -> list[tuple[str, str]]:
    known = [key for key in visit.words.texts if key.startswith(ACTION)]
    return sorted(((key.removeprefix(ACTION), visit.words(key)) for key in known), key=_by_label)


def _by_label(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _line(visit: Visit, record: AccessRecord, names: dict[int, str]) -> JournalLine:
    words, people = visit.words, [visit.seal("person", number) for number in record.people]
    key = f"{ACTION}{record.action}"
    return JournalLine(
        when=moment_of(words, record.at, visit.ports.time_zone),
        who=actor(visit, record, names),
        what=words(key if words.knows(key) else f"{ACTION}other"),
        whom=tuple((ref, f"{PAGE}?person={ref}") for ref in people[:SHOWN_PEOPLE]),
        more=max(0, len(people) - SHOWN_PEOPLE),
        answer=words(f"journal.answer.{record.answer}") if record.answer else "",
        exception=f"{EXCEPTIONS}/{record.why}" if REFERENCE.fullmatch(record.why) else "",
        why="" if REFERENCE.fullmatch(record.why) else record.why,
    )


def actor(visit: Visit, record: AccessRecord, names: dict[int, str]) -> str:
    """Name who acted, with the role; whoever signs has no account, and the registry acts by itself."""
    if record.by in names:
        return f"{names[record.by]} ({visit.words(f'role.{record.role}')})"
    return visit.words("journal.visitor" if record.role == "person" else "journal.machine")
