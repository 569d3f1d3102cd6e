"""What was found, told in three ways: in words, as one JSON document, as annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import click

from service.cli.contents.judging import ASK, Checked, Spot
from service.i18n.content_words import content_words, has_content_words

ORDER: Final = ("yes", "yes_with_conditions", "no", "cannot_tell", "error")
CLEAR: Final = frozenset({"yes", "yes_with_conditions"})
FORM: Final = "form"
NOBODY: Final = "nobody"
_COLOURS: Final = {"block": "red", "warn": "yellow"}
_PROPERTY: Final = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
_MESSAGE: Final = {mark: _PROPERTY[mark] for mark in "%\r\n"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: the files, in which language; `form_only`: what only the registry knows was not asked."""

    files: Sequence[Checked]
    language: str
    form_only: bool = False
    with_gate: bool = False
    coloured: bool = False


def as_text(told: Told) -> str:
    """Write one line for each thing to mend, as editors read them, and a summary."""
    return "\n".join([*_lines(told), _summary(told)])


def as_json(told: Told, exit_code: int) -> str:
    """Write one document."""
    files = [_fields(told, one) for one in told.files]
    answers = Counter(one.answer for one in told.files)
    summary = {"checked": len(told.files), "answers": {name: answers[name] for name in ORDER}}
    return json.dumps(
        {"files": files, "summary": summary, "exit_code": exit_code}, ensure_ascii=False, indent=1
    )


def as_annotations(told: Told) -> str:
    """Write workflow commands of GitHub Actions, and the summary."""
    lines = [line for one in told.files for line in _annotations(told, one)]
    return "\n".join([*lines, _summary(told)])


def message_of(spot: Spot, language: str) -> str:
    """Say what to mend; a code that a newer gate sends is shown as it is."""
    keys = (f"{spot.code}.{spot.key}", f"{spot.code}.words" if spot.words else "", spot.code)
    key = next((key for key in keys if key and has_content_words(key)), "unknown")
    return content_words(language, key, key=spot.key, words=", ".join(spot.words), code=spot.code)


def _lines(told: Told) -> Iterator[str]:
    for one in told.files:
        spots = [spot for spot in one.spots if spot.code != ASK]
        for spot in spots:
            severity = content_words(told.language, f"severity.{spot.severity}")
            shown = click.style(severity, fg=_COLOURS[spot.severity]) if told.coloured else severity
            yield f"{one.path}:{spot.line}:{spot.column}: {shown} · {message_of(spot, told.language)}"
        yield from (f"{one.path}: {line}" for line in _answer_lines(told, one))


def _answer_lines(told: Told, one: Checked) -> Iterator[str]:
    """Say what a gate answered; without one there is nothing to say besides what is to mend."""
    if not told.with_gate:
        return
    until = (
        content_words(told.language, "until", day=one.valid_until)
        if one.answer in CLEAR and one.valid_until
        else ""
    )
    answer = content_words(told.language, f"answer.{one.answer}")
    yield f"{answer}, {until}" if until else answer
    if one.conditions:
        yield content_words(told.language, "conditions", conditions=_conditions(one, told.language))
    if one.mend:
        yield content_words(told.language, "mend", url=one.mend)


def _conditions(one: Checked, language: str) -> str:
    from service.i18n.words import words_for

    words = words_for("publisher", language)
    return " ".join(
        words(f"condition.{code}") if f"condition.{code}" in words.texts else code for code in one.conditions
    )


def _summary(told: Told) -> str:
    answers = Counter(_counted(told, one) for one in told.files)
    parts = [_count(told, f"count.{name}", answers[name]) for name in (NOBODY, *ORDER, FORM) if answers[name]]
    asked = any(spot.code == ASK for one in told.files for spot in one.spots)
    hint = [content_words(told.language, "next.url")] if asked and not told.form_only else []
    return "\n".join([" ".join([_count(told, "count", len(told.files)), *parts]), *hint])


def _count(told: Told, key: str, number: int) -> str:
    return content_words(told.language, key, count=number)


def _counted(told: Told, one: Checked) -> str:
    """Name what a file counts as: where no gate was asked, a yes says that it shows nobody, and no more."""
    if told.form_only and _is_form(one):
        return FORM
    return NOBODY if one.answer == "yes" and not told.with_gate else one.answer


def _is_form(one: Checked) -> bool:
    return one.answer == "cannot_tell" and any(spot.code == ASK for spot in one.spots)


def _fields(told: Told, one: Checked) -> dict[str, Any]:
    return {
        "path": one.path,
        "answer": one.answer,
        "cite": list(one.numbers),
        "findings": [_spot_fields(told, spot) for spot in one.spots],
        "conditions": list(one.conditions),
        "citation_line": one.line,
        "valid_until": one.valid_until,
        "mend": one.mend,
    }


def _spot_fields(told: Told, spot: Spot) -> dict[str, Any]:
    return {
        "code": spot.code,
        "severity": spot.severity,
        "line": spot.line,
        "column": spot.column,
        "end_line": spot.end_line,
        "end_column": spot.end_column,
        "message": message_of(spot, told.language),
    }


def _annotations(told: Told, one: Checked) -> Iterator[str]:
    for spot in one.spots:
        if spot.code == ASK and told.form_only:
            continue
        level = "error" if spot.severity == "block" or spot.code == ASK else "warning"
        places: dict[str, object] = {"file": one.path, "line": spot.line, "col": spot.column}
        if spot.end_line == spot.line and spot.end_column > spot.column:
            places |= {"endColumn": spot.end_column}
        yield _annotation(level, places, message_of(spot, told.language))
    for line in _answer_lines(told, one):
        yield _annotation("notice" if one.answer in CLEAR else "error", {"file": one.path}, line)


def _annotation(level: str, places: dict[str, object], message: str) -> str:
    given = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in places.items())
    return f"::{level} {given},title=Aval::{_escaped(message, _MESSAGE)}"


def _escaped(text: str, marks: dict[str, str]) -> str:
    return "".join(marks.get(each, each) for each in text)
