"""Lists and labels that several screens show the same way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from service.i18n.dates import date_in_words, moment_in_words
from service.i18n.words import Words
from service.registry.questions import Question, Who
from service.web.rendering import hyphenated

Line = tuple[str, str]


def all_of(words: Words, prefix: str, codes: Iterable[str]) -> str:
    """Write codes of a closed list one after the other: « Facebook, Instagram »."""
    return ", ".join(words(prefix + code) for code in codes)


def day_of(words: Words, day: date | None) -> str:
    """Write a day, or « Aucun »."""
    return date_in_words(day, words.language) if day else words("summary.none")


def moment_of(words: Words, moment: datetime, zone: tzinfo) -> str:
    """Write a moment by the local clock."""
    return moment_in_words(moment, zone, words.language)


def question_lines(words: Words, question: Question) -> list[Line]:
    """Echo what was asked of the post, the four questions as far as they were asked."""
    lines = [
        (words("ask.medium"), words(f"medium.{question.medium}")),
        (words("ask.channels"), all_of(words, "channel.", question.channels)),
        (words("ask.purpose"), words(f"purpose.{question.purpose}")),
        (words("ask.on"), date_in_words(question.on, words.language)),
    ]
    if question.activity:
        lines.append((words("ask.activity"), question.activity))
    lines.append((words("ask.health"), words("ask.yes" if question.discloses_health else "ask.no")))
    return lines


def who_lines(words: Words, who: Who) -> list[Line]:
    """Echo whom was asked about, as it was understood."""
    if who.consent_id is not None:
        named = [(words("answer.who"), who.name)] if who.name else []
        return [*named, (words("answer.code"), who.consent_id)]
    lines = [(words("answer.who"), who.name or "")]
    if who.birth_date:
        lines.append((words("answer.birth"), date_in_words(who.birth_date, words.language)))
    if who.email:
        lines.append((words("answer.email"), who.email))
    if who.staff_number:
        lines.append((words("answer.staff_number"), who.staff_number))
    return lines


def media_in_words(media: Iterable[tuple[str, str]]) -> str:
    """Name pictures and recordings; one without a name by the beginning of its SHA-256."""
    return ", ".join(name or digest[:16] for digest, name in media)


def question_in_short(words: Words, question: Question) -> str:
    """Sum a post up in one line."""
    return " · ".join(
        (
            words(f"medium.{question.medium}"),
            all_of(words, "channel.", question.channels),
            words(f"purpose.{question.purpose}"),
            date_in_words(question.on, words.language),
        )
    )


def citation_line(words: Words, numbers: Iterable[str], day: date) -> str:
    """Write the line to paste beside a post."""
    shown = [hyphenated(number) for number in numbers]
    on = date_in_words(day, words.language)
    if len(shown) == 1:
        return words("answer.line.one", number=shown[0], day=on)
    return words("answer.line.many", numbers=", ".join(shown), day=on)
