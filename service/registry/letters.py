"""A courriel ready to leave: plain values, no protocol."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom, in which language, what it says, which page of ours it opens, and what goes along.

    `mark` is the same each time the same letter is sent, so that a second copy is known as one.
    """

    mark: str
    to: str
    language: str
    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""
    path: str = ""
    """Path of a page of ours, `/mes-autorisations`; empty: none."""
    attachment: tuple[str, bytes] | None = None
    """Name and bytes of a PDF."""
