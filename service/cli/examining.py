"""`aval doctor`: tries what starting would try, one line each, with the mend for what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from service import wiring
from service.cli.key_notes import note_keys, note_lists
from service.cli.refusing import mend_of
from service.log_wiring import open_log_keeper
from service.notices.smtp import check_server
from service.notices.texts import check_text_address
from service.registry.jobs import is_stuck
from service.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.settings import Settings


T = TypeVar("T")


def examine() -> tuple[str, bool]:
    """Return one line for each thing looked at, and whether all is well."""
    lines: list[str] = []
    settings = _try(lines, "settings", load_settings)
    if settings is None:
        return "\n".join(lines), False
    parts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("keys", lambda: wiring.open_log_key(settings)),
        ("seal", lambda: wiring.open_sealer(settings)),
        ("storage", lambda: wiring.open_registry(settings).close()),
        ("forms and ports", lambda: wiring.check_registry(settings)),
    )
    for name, look in parts:
        _try(lines, name, look)
    _try(lines, "the log is the one that others have seen", lambda: _check_log(settings))
    lines += _messages(settings)
    lines += _keys(settings)
    return "\n".join(lines), not any(line.startswith("WRONG") for line in lines)


def _messages(settings: Settings) -> list[str]:
    """Say whether courriels and texts leave; that nothing is set is no fault, only something to know."""
    lines: list[str] = []
    if settings.smtp is None:
        lines.append("note   courriels are kept, not sent: set AVAL_SMTP_URL")
    else:
        smtp = settings.smtp
        _try(lines, f"courriels, by {smtp.host}:{smtp.port}", lambda: check_server(smtp))
    if settings.text_url:
        _try(lines, "text messages", lambda: check_text_address(settings.text_url))
    _try(lines, "no work left over that fails again and again", lambda: _check_jobs(settings))
    return lines


def _keys(settings: Settings) -> list[str]:
    """Say what there is to know of the keys that sign tokens and lists, and of the lists."""
    lines: list[str] = []
    now = datetime.now(UTC)
    noted = _try(lines, "keys of tokens and status lists", lambda: note_keys(settings, now))
    late = _try(lines, "status lists", lambda: _note_lists(settings, now))
    return [*lines, *(noted or ()), *(late or ())]


def _note_lists(settings: Settings, now: datetime) -> list[str]:
    store = wiring.open_registry(settings)
    try:
        return note_lists(wiring.wire(settings, store), now)
    finally:
        store.close()


def _check_jobs(settings: Settings) -> None:
    store = wiring.open_registry(settings)
    try:
        with store.reading() as reader:
            stuck = [job.kind for job in reader.list_jobs() if is_stuck(job)]
    finally:
        store.close()
    if stuck:
        raise WorkStuck(stuck)


def _check_log(settings: Settings) -> None:
    """Look at what the log's files, its witnesses and its time stamps said last."""
    store = wiring.open_registry(settings)
    try:
        standing = open_log_keeper(settings, store).standing()
    finally:
        store.close()
    if standing.faults:
        raise LogChanged(standing.faults)


class LogChanged(Exception):
    """The log is not the one that its own public files or a witness have seen."""

    code = "LOG_CHANGED"

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(faults)
        self.mend = f"{', '.join(faults)}: keep everything as it is, and run `aval ledger verify`"


class WorkStuck(Exception):
    """Work that changes left to be done fails again and again."""

    code = "WORK_STUCK"

    def __init__(self, kinds: list[str]) -> None:
        super().__init__(kinds)
        self.mend = f"{len(kinds)} ({', '.join(sorted(set(kinds)))}) wait: see the server's log"


def _try(lines: list[str], name: str, look: Callable[[], T]) -> T | None:
    try:
        found = look()
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what is to be shown
        lines.append(f"WRONG  {name}: {mend_of(error)}")
        return None
    lines.append(f"well   {name}")
    return found
