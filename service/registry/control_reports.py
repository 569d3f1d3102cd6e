"""The report of a monthly control: in words to be sealed, and as data from which it can be drawn again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from service.domain.identifiers import ConsentId
from service.i18n.dates import moment_in_words, month_in_words
from service.i18n.words import Words, words_for
from service.registry.case_values import moment
from service.registry.report_records import Fact, Report, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.registry.control_records import ControlRecord, Drawn
    from service.registry.log_records import Leaf
    from service.registry.ports import Ports

SCHEMA: Final = "aval/monthly-control/1"
"""Fields may be added under the same name; what one of them means never changes."""
DATA: Final = "controle.json"
Names: TypeAlias = Mapping[int, str]
"""Of users, by number."""
SHARES: Final = (0.26, 0.13, 0.15, 0.14, 0.32)
COMPARED: Final = 2
"""How many months stand side by side."""
DEVIATIONS: Final = ("line", "place", "people", "authorization")


def trend(controls: Sequence[ControlRecord]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Set the last controls side by side: published, drawn, looked at, and how often each thing differs."""
    last = controls[:COMPARED]
    counts = {
        "published": [one.published for one in last],
        "drawn": [len(one.drawn) for one in last],
        "ok": [sum(each.look is not None and not each.deviations for each in one.drawn) for one in last],
        **{code: [sum(code in each.deviations for each in one.drawn) for one in last] for code in DEVIATIONS},
    }
    return tuple((name, tuple(numbers)) for name, numbers in counts.items())


def result_of(drawn: Drawn) -> str:
    """Tell how a post came out: not looked at, gone, as declared, or different."""
    if drawn.look is None:
        return "waits"
    if drawn.deviations:
        return "differs"
    return "gone" if drawn.look.place == "gone" else "ok"


def tell_control(
    ports: Ports, control: ControlRecord, before: Sequence[ControlRecord], *, language: str, names: Names
) -> Report:
    """Write a control in words; `before`: the controls up to this one, the newest first."""
    words = words_for("quality", language)
    title = words("control.report.title", month=month_of(words, control))
    sections = (
        Section(
            words("control.report.looked"),
            heads=tuple(
                words(f"control.head.{name}") for name in ("post", "line", "seen", "place", "result")
            ),
            shares=SHARES,
            rows=tuple(_row(words, one) for one in control.drawn),
        ),
        *_trend(words, before),
        Section(words("control.report.draw"), _draw(words, control), words("control.report.draw.lead")),
    )
    facts = _facts(ports, words, control, names)
    lead = words("control.report.lead")
    return Report(title, lead, facts, sections, DATA, words.language, ports.clock())


def pack_control(ports: Ports, control: ControlRecord, leaves: Sequence[Leaf]) -> bytes:
    """Write a control as JSON, with the log's entries of its acts: one way for one control."""
    whole = {
        "schema": SCHEMA,
        "id": ports.references.seal("control", control.number),
        "month": control.month,
        "state": control.state,
        "drawn_at": moment(control.made_at),
        "drawn_by": ports.references.seal("user", control.made_by),
        "draw": {
            "seed": control.seed,
            "checkpoint": control.checkpoint,
            "published": control.published,
            "among": control.among,
            "size": control.size,
        },
        "posts": [_packed(ports, one) for one in control.drawn],
        "note": control.note,
        "signed_at": control.signed_at and moment(control.signed_at),
        "signed_by": control.signed_by and ports.references.seal("user", control.signed_by),
        "log": [{"kind": leaf.act.kind, "entry": leaf.entry.hex(), "place": leaf.place} for leaf in leaves],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def leaves_of_control(ports: Ports, control: ControlRecord) -> tuple[Leaf, ...]:
    """Read the log's entries of a control: drawn, looked at, signed."""
    kinds = ("control_drawn", "control_looked", "control_signed")
    with ports.store.reading() as reader:
        return reader.leaves_about(kinds, {("control", control.number)})


def month_of(words: Words, control: ControlRecord) -> str:
    """Write the month of a control: « octobre 2026 »."""
    return month_in_words(control.month, words.language)


def _facts(ports: Ports, words: Words, control: ControlRecord, names: Names) -> tuple[Fact, ...]:
    def by(at: datetime, user: int | None) -> str:
        when = moment_in_words(at, ports.time_zone, words.language)
        return words("report.by", moment=when, name=names.get(user or 0, ""))

    house = ports.establishment.get("establishment", words("report.none"))
    facts: list[Fact] = [
        (words("report.establishment"), (house,)),
        (words("control.published"), (str(control.published),)),
        (words("control.drawn"), (str(len(control.drawn)),)),
        (words("control.made"), (by(control.made_at, control.made_by),)),
    ]
    if control.signed_at is not None:
        facts.append((words("control.signed"), (by(control.signed_at, control.signed_by),)))
    if control.note:
        facts.append((words("control.note"), (control.note,)))
    return tuple(facts)


def _row(words: Words, drawn: Drawn) -> tuple[str, ...]:
    look = drawn.look
    seen = "–" if look is None or look.seen is None else words("control.of", n=look.seen, of=drawn.people)
    deviations = " ".join(words(f"control.deviation.{code}") for code in drawn.deviations)
    result = deviations or words(f"control.result.{result_of(drawn)}")
    note = f" {look.note}" if look and look.note else ""
    return (
        ConsentId(drawn.citation).printed,
        words(f"control.line.{look.line}") if look and look.place != "gone" else "–",
        seen,
        words(f"control.place.{look.place}") if look else "–",
        result + note,
    )


def _trend(words: Words, controls: Sequence[ControlRecord]) -> tuple[Section, ...]:
    if len(controls) < COMPARED:
        return ()
    months = tuple(month_of(words, one) for one in controls[:COMPARED])
    rows = tuple(
        (words(f"control.trend.{name}"), *(str(number) for number in numbers))
        for name, numbers in trend(controls)
    )
    heads = (words("control.trend.what"), *months)
    return (Section(words("control.trend"), heads=heads, shares=(0.5, 0.25, 0.25), rows=rows),)


def _draw(words: Words, control: ControlRecord) -> tuple[Fact, ...]:
    came = (
        words("control.seed.random")
        if control.checkpoint is None
        else words("control.seed.checkpoint", size=control.checkpoint)
    )
    return (
        (words("control.size"), (words(f"control.size.{control.size}"),)),
        (words("control.seed"), (control.seed, came)),
        (words("control.among"), (control.among,)),
    )


def _packed(ports: Ports, drawn: Drawn) -> dict[str, Any]:
    look = drawn.look
    return {
        "post": ports.references.seal("post", drawn.post),
        "citation": ConsentId(drawn.citation).printed,
        "channels": list(drawn.channels),
        "people": drawn.people,
        "result": result_of(drawn),
        "deviations": list(drawn.deviations),
        "incident": drawn.incident and ports.references.seal("incident", drawn.incident),
        "look": look
        and {
            "line": look.line,
            "place": look.place,
            "seen": look.seen,
            "unauthorized": look.unauthorized,
            "note": look.note,
            "at": moment(look.looked_at),
            "by": ports.references.seal("user", look.looked_by),
        },
    }
