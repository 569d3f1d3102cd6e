"""The register of confidentiality incidents to hand over: a report in words, JSON, and CSV.

Eight items each, in the order of the regulations (R-22.1, r. 1, s. 15; A-2.1, r. 3.1, s. 7). CSV goes out as
UTF-8 with a byte-order mark and `;` (RFC 4180); no cell begins a formula.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from service.i18n.dates import date_in_words, moment_in_words
from service.i18n.words import Words, words_for
from service.registry.case_values import moment
from service.registry.incident_register import kept_until, suggests_injury
from service.registry.report_records import Fact, Report, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.registry.incident_records import IncidentRecord, InjuryTest
    from service.registry.ports import Ports

SCHEMA: Final = "aval/confidentiality-register/1"
"""Fields may be added under the same name; what one of them means never changes."""
DATA: Final = "registre.json"
ITEMS: Final = (
    "information", "circumstances", "period", "aware_on", "persons", "injury", "notices", "measures",
)  # fmt: skip
_FORMULA: Final = re.compile(r"(^|[,;|\t\n])\s*[=+@\t-]")


def spoken(mark: str) -> str:
    """Write the number of an incident as it is read aloud: two groups of four."""
    return f"{mark[:4]}-{mark[4:]}"


@dataclass(frozen=True, slots=True)
class RegisterTeller:
    """Says the items of the register in one language, by the clock of the place."""

    ports: Ports
    words: Words

    def items(self, record: IncidentRecord) -> tuple[Fact, ...]:
        """Write the eight items of one incident, each under its number."""
        test = record.test
        none = (self.words("register.not_yet"),)
        told = {
            "information": (test.information,) if test else none,
            "circumstances": (test.circumstances,) if test else none,
            "period": (test.period,) if test else none,
            "aware_on": (self._day(test),) if test else none,
            "persons": (test.persons,) if test else none,
            "injury": self._injury(test) if test else none,
            "notices": self._notices(record),
            "measures": self._measures(record),
        }
        return tuple(
            (f"{place}. {self.words(f'register.item.{name}')}", told[name])
            for place, name in enumerate(ITEMS, 1)
        )

    def suggestion(self, test: InjuryTest) -> str:
        """Say what the three answers suggest."""
        suggests = suggests_injury(test.sensitive, test.consequences, test.likely)
        return self.words(f"injury.suggests.{'yes' if suggests else 'no'}")

    def _day(self, test: InjuryTest) -> str:
        return date_in_words(test.aware_on, self.words.language)

    def _injury(self, test: InjuryTest) -> tuple[str, ...]:
        answers = tuple(
            self.words(
                "injury.answer",
                question=self.words(f"injury.{name}"),
                answer=self.words(f"injury.is.{is_}"),
                why=why,
            )
            for name, is_, why in test.answers
        )
        concluded = self.words(f"injury.concluded.{'yes' if test.serious else 'no'}")
        return (*answers, self.suggestion(test), f"{concluded} {test.why}")

    def _notices(self, record: IncidentRecord) -> tuple[str, ...]:
        given = tuple(
            self.words(
                "notice.line",
                to=self.words(f"notice.to.{one.to}"),
                day=date_in_words(one.on, self.words.language),
                note=one.note,
            ).strip()
            for one in record.notices
        )
        return given or (self.words("register.no_notice"),)

    def _measures(self, record: IncidentRecord) -> tuple[str, ...]:
        taken = tuple(
            self.words("measure.line", day=date_in_words(one.on, self.words.language), text=one.text)
            for one in record.measures
        )
        return taken or (self.words("register.no_measure"),)


def tell_register(ports: Ports, records: Sequence[IncidentRecord], language: str, by: str) -> Report:
    """Write the register in words; who made the report is named."""
    words = words_for("quality", language)
    teller, now = RegisterTeller(ports, words), ports.clock()
    sections = tuple(
        Section(
            words("register.one", number=spoken(one.mark)),
            (*_standing(words, one), *teller.items(one)),
        )
        for one in records
    )
    facts: tuple[Fact, ...] = (
        (words("report.establishment"), (ports.establishment.get("establishment", words("report.none")),)),
        (words("report.made"), (_by(ports, words, now, by),)),
        (words("register.how_many"), (words.count("register.count", len(records)),)),
        (words("register.kept"), (words("register.kept.text"),)),
    )
    title = words("register.title")
    return Report(title, words("register.law"), facts, sections, DATA, language, now)


def pack_register(ports: Ports, records: Sequence[IncidentRecord]) -> bytes:
    """Write the register as JSON, UTF-8, one way for one register."""
    items = [_packed(ports, one) for one in records]
    whole = {"schema": SCHEMA, "made_at": moment(ports.clock()), "items": items}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def write_register(ports: Ports, records: Sequence[IncidentRecord], language: str) -> bytes:
    """Write the register as a list for a spreadsheet."""
    words = words_for("quality", language)
    teller, text = RegisterTeller(ports, words), StringIO(newline="")
    sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
    heads = [words(f"register.item.{name}") for name in ITEMS]
    sheet.writerow([words("incident.number"), words("incident.state"), *heads])
    for one in records:
        state = words(f"incident.state.{one.state}")
        told = ["\n".join(values) for _, values in teller.items(one)]
        sheet.writerow([spoken(one.mark), state, *map(_unformula, told)])
    return text.getvalue().encode("utf-8-sig")


def _standing(words: Words, record: IncidentRecord) -> tuple[Fact, ...]:
    year = kept_until(record)
    kept = words("register.kept.until", year=year) if year else words("register.not_yet")
    return (
        (words("incident.state"), (words(f"incident.state.{record.state}"),)),
        (words("register.kept.one"), (kept,)),
    )


def _by(ports: Ports, words: Words, at: datetime, name: str) -> str:
    return words("report.by", moment=moment_in_words(at, ports.time_zone, words.language), name=name)


def _unformula(text: str) -> str:
    """Keep a spreadsheet from reading words as a formula."""
    return f"'{text}" if _FORMULA.search(text) else text


def _packed(ports: Ports, record: IncidentRecord) -> dict[str, Any]:
    test = record.test
    return {
        "id": ports.references.seal("incident", record.number),
        "number": spoken(record.mark),
        "state": record.state,
        "declared_at": moment(record.made_at),
        "information": test and test.information,
        "circumstances": test and test.circumstances,
        "period": test and test.period,
        "aware_on": test and test.aware_on.isoformat(),
        "persons": test and test.persons,
        "injury": test
        and {
            **{name: {"answer": answer, "why": why} for name, answer, why in test.answers},
            "suggested": suggests_injury(test.sensitive, test.consequences, test.likely),
            "serious": test.serious,
            "why": test.why,
        },
        "notices": [{"to": one.to, "on": one.on.isoformat(), "note": one.note} for one in record.notices],
        "measures": [{"on": one.on.isoformat(), "text": one.text} for one in record.measures],
        "outcome": record.outcome or None,
        "closed_at": record.closed_at and moment(record.closed_at),
    }
