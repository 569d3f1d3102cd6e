"""A report in words, ready to be drawn: what a page or a PDF shows, and the data that go along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

Fact: TypeAlias = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """One part: a heading, words, facts by name, and a table with the share of the width of each column."""

    heading: str
    facts: tuple[Fact, ...] = ()
    lead: str = ""
    heads: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sub: bool = False
    """Below the section before it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A document of sections; `data` is the name of the file of its data, attached to the PDF."""

    title: str
    lead: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    data: str
    language: str
    made_at: datetime
