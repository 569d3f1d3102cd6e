"""Content that a program is about to publish, as a gate is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.registry.questions import Question


@dataclass(frozen=True, slots=True)
class Content:
    """What is about to be published, and whom it says it shows.

    `numbers` are cited beside the text; `nobody`: someone attests that no one can be recognised.
    """

    question: Question
    text: str = ""
    numbers: tuple[str, ...] = ()
    nobody: bool = False
    visible_count: int | None = None
    media: tuple[tuple[str, str], ...] = ()
    confidential: bool = False
    institutional: int | None = None
    """Whether it holds confidential content, and the institutional authorization it goes out under."""
