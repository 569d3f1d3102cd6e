"""Posts that hold confidential content: they go out under an institutional authorization, or not at all.

It is one more thing that a post needs. It changes nobody's answer: a post whose people may not appear stays
refused, whatever it cites.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from service.registry.errors import Conflict, Fault
from service.registry.institutional_records import InstitutionalRecord
from service.registry.post_findings import CONTENT_NOT_AUTHORIZED, INSTITUTIONAL, PostFinding

if TYPE_CHECKING:
    from datetime import date

    from service.registry.judging import Asked
    from service.registry.storing import Reader, Writer

NOT_CLEARED: Final = "NOT_CLEARED"


class Cites(Protocol):
    """A post as it is written."""

    @property
    def asked(self) -> Asked:
        """Whom it shows, and what it is."""

    @property
    def confidential(self) -> bool:
        """Whether it holds confidential content."""

    @property
    def institutional(self) -> int | None:
        """Number of the institutional authorization it cites."""


def confidential_findings(reader: Reader, new: Cites) -> tuple[PostFinding, ...]:
    """Find whether the post lacks an authorization for its content; nothing to find in most posts."""
    if not new.confidential and new.institutional is None:
        return ()
    question = new.asked.question
    found = load_covering(reader, new.institutional, question.channels, question.on)
    return () if found else (PostFinding(CONTENT_NOT_AUTHORIZED, "block"),)


def load_covering(
    reader: Reader, number: int | None, channels: tuple[str, ...], on: date
) -> InstitutionalRecord | None:
    """Read what is cited, locked within a change; None when content may not go out under it."""
    found = None if number is None else reader.load_entry(InstitutionalRecord, number)
    return found if found is not None and found.covers(channels, on) else None


def check_covered(writer: Writer, number: int | None, channels: tuple[str, ...], on: date) -> None:
    """Raise `Conflict` NOT_CLEARED when a post that cites one may no longer go out, or not there."""
    if number is not None and load_covering(writer, number, channels, on) is None:
        raise Conflict(NOT_CLEARED, Fault(INSTITUTIONAL, CONTENT_NOT_AUTHORIZED))


def cite(writer: Writer, new: Cites, post: int) -> tuple[InstitutionalRecord, ...]:
    """Return what the post cites, naming the post; to be kept in the act that keeps the post.

    Raises `Conflict` NOT_CLEARED when the post holds confidential content and may not go out.
    """
    if not new.confidential and new.institutional is None:
        return ()
    question = new.asked.question
    found = load_covering(writer, new.institutional, question.channels, question.on)
    if found is None:
        raise Conflict(NOT_CLEARED, Fault(INSTITUTIONAL, CONTENT_NOT_AUTHORIZED))
    return (replace(found, posts=tuple(sorted({*found.posts, post}))),)


def conditions_cited(reader: Reader, new: Cites) -> tuple[str, ...]:
    """Return the conditions of what a post cites, when its content may go out under it."""
    if new.institutional is None:
        return ()
    question = new.asked.question
    found = load_covering(reader, new.institutional, question.channels, question.on)
    return found.conditions if found else ()


def joined(conditions: tuple[str, ...], cited: tuple[InstitutionalRecord, ...]) -> tuple[str, ...]:
    """Return a post's conditions with those of what it cites."""
    return tuple(dict.fromkeys((*conditions, *(code for one in cited for code in one.conditions))))
