"""What an answered list would change, line by line in words, before anything is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from service.registry.legal_files import current
from service.registry.legal_sheets import LineToMend, SheetAnswer, read_sheet
from service.web.visits import Visit


@dataclass(frozen=True, slots=True)
class Trial:
    """The counts of a trial run, what to mend, what would change, and the list itself to send again."""

    counts: list[str]
    faults: list[str]
    changes: list[tuple[int, str, str, str]]
    """Line, name, protection now, protection after."""
    sheet: str


def trial_of(visit: Visit, content: bytes) -> Trial:
    """Read a list and write what it would do."""
    reading, words = read_sheet(visit.ports, visit.caller, content), visit.words
    counts = {
        "answers": len(reading.answers),
        "blanks": len(reading.blanks),
        **({"answered": len(reading.answered)} if reading.answered else {}),
        "faults": len({one.line for one in reading.faults}),
        "left_out": reading.left_out,
    }
    return Trial(
        [words.count(f"trial.{key}", n) for key, n in counts.items()],
        [_fault(visit, one) for one in reading.faults],
        [_change(visit, one) for one in reading.answers],
        _text(content),
    )


def _fault(visit: Visit, fault: LineToMend) -> str:
    words = visit.words
    said = words(f"trial.{fault.code}", typed=fault.typed)
    return words("trial.where", line=fault.line, column=words(f"sheet.{fault.column}"), fault=said)


def _change(visit: Visit, answer: SheetAnswer) -> tuple[int, str, str, str]:
    words, file = visit.words, answer.file
    known = current(file.legal.protections, visit.ports.clock())
    now = words(f"protection.{known.status if known else 'none'}")
    return answer.line, file.person.names.display, now, words(f"protection.{answer.new.protection}")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
