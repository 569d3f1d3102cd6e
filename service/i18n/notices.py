"""A courriel or text as people read it: subject, paragraphs, the button that opens a page, the short form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.i18n.typography import typeset_french

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Notice:
    """Words with blanks in braces. No button: it opens no page. No text: it goes by courriel alone."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""
    text: str = ""

    def filled(self, language: str, words: Mapping[str, str]) -> Notice:
        """Fill the blanks in; a missing word is a `KeyError`."""

        def fill(text: str) -> str:
            whole = text.format_map(words)
            return typeset_french(whole) if language == "fr" else whole

        return Notice(
            fill(self.subject),
            tuple(fill(one) for one in self.paragraphs),
            fill(self.button),
            fill(self.text),
        )
