"""Posts as they are shown to all who ask: what they are, and the one number to cite."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from service.api.answers import answer_fields, person_fields, printed
from service.api.shown import Shown, Stamp, sealed
from service.domain.identifiers import ConsentId
from service.i18n.dates import date_in_words
from service.i18n.words import words_for
from service.registry.moments import local_day, today
from service.registry.ports import Ports
from service.registry.post_findings import PostFinding
from service.registry.post_records import PostRecord
from service.registry.publishing import PostAnswer


class CitationShown(Shown):
    """The number to cite, and the line to paste; both null when there is nothing to cite."""

    number: str | None
    line: str | None


class PersonOfPost(Shown):
    """What stands for one person of a post, in the order given."""

    cite: list[str]


class CopyShown(Shown):
    """A further address of a post; `elsewhere` is not ours to take down."""

    kind: str
    channel: str
    url: str
    account: str | None
    at: Stamp
    removed_at: Stamp | None


class PostShown(Shown):
    """A registered post."""

    FROM: ClassVar = {
        "id": "number",
        "status": "state",
        "medium": "question.medium",
        "channels": "question.channels",
        "purpose": "question.purpose",
        "on": "question.on",
        "institutional_id": "institutional",
    }

    id: Annotated[str, sealed("post")]
    status: str
    citation: CitationShown
    medium: str
    channels: list[str]
    purpose: str
    on: date
    people: list[PersonOfPost]
    conditions: list[str]
    text: str
    account: str | None
    planned_at: Stamp | None
    url: str | None
    published_at: Stamp | None
    copies: list[CopyShown]
    institutional_id: Annotated[str | None, sealed("institutional")]
    registered_at: Stamp


def show_post(ports: Ports, post: PostRecord, language: str) -> PostShown:
    """Show a post with its line to paste, in one's language."""
    number = ConsentId(post.citation).printed
    cleared = local_day(ports, post.registered_at)
    return PostShown.of(
        post,
        ports,
        citation=CitationShown(number=number, line=citation_line([number], cleared, language)),
        copies=[CopyShown.of(one, ports) for one in post.copies],
        people=[PersonOfPost(cite=printed(one.cite)) for one in post.people],
    )


def show_post_answer(ports: Ports, answer: PostAnswer, language: str) -> dict[str, Any]:
    """Return the fields of a post's answer, in their fixed order; the same for every no."""
    whole = answer.whole
    numbers = printed(whole.cite)
    line = citation_line(numbers, today(ports), language) if numbers else None
    return {
        **answer_fields(ports, whole),
        "people": [person_fields(one) for one in answer.each],
        "citation": {"number": numbers[0] if len(numbers) == 1 else None, "line": line},
        "findings": [finding_fields(one) for one in answer.findings],
        "clearance": answer.clearance,
    }


def finding_fields(found: PostFinding) -> dict[str, Any]:
    """Return what was found in a post's text and where: code points of the text, or a place in `consents`."""
    fields: dict[str, Any] = {"code": found.code, "severity": found.severity}
    if found.cited is not None:
        return fields | {"consent": found.cited}
    if found.start is None:
        return fields
    return fields | {"start": found.start, "end": found.end}


def citation_line(numbers: list[str], day: date, language: str) -> str:
    """Write the line to paste: « Autorisation 1K7F-3M9X-4T8B-2QDY (vérifiée le 13 octobre 2026) »."""
    words, checked = words_for("publisher", language), date_in_words(day, language)
    if len(numbers) == 1:
        return words("answer.line.one", number=numbers[0], day=checked)
    return words("answer.line.many", numbers=", ".join(numbers), day=checked)
