"""Turns the values of a record into words, for the sealed document and the receipt alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from service.documents.sheets.blanks import fill_in
from service.i18n.dates import date_in_words, moment_in_words
from service.i18n.evidence import evidence_words
from service.i18n.words import Words, words_for
from service.registry.consent_records import Outcomes
from service.registry.evidence import Subject
from service.registry.forms import FormText


@dataclass(frozen=True, slots=True)
class Teller:
    """Says things about one subject in one language. `role` is whose words are used."""

    subject: Subject
    language: str
    role: str

    @property
    def words(self) -> Words:
        """Return the words of the vocabularies."""
        return words_for(self.role, self.language)

    def __call__(self, key: str, **values: object) -> str:
        """Return words of the document itself."""
        return evidence_words(self.language, key, **values)

    @property
    def text(self) -> FormText:
        """Return the form's text in the language it was signed in."""
        form = self.subject.form
        return form.text(self.subject.consent.language) or form.texts[0]

    @property
    def own_text(self) -> FormText:
        """Return the form's text in the language of this document."""
        return self.subject.form.text(self.language) or self.text

    def day(self, day: date) -> str:
        """Write a day."""
        return date_in_words(day, self.language)

    def moment(self, moment: datetime) -> str:
        """Write a moment by the clock of the place."""
        return moment_in_words(moment, self.subject.zone, self.language)

    def filled(self, words: str) -> str:
        """Put the establishment's words in the blanks of a form's text."""
        return fill_in(words, self.subject.establishment)

    def listed(self, group: str, codes: Iterable[str]) -> str:
        """List codes of a vocabulary in words, after the first in small letters."""
        return _joined([self.words(f"{group}.{code}") for code in codes])

    def limits(self) -> tuple[str, ...]:
        """List the limits in the form's own words, else in the registry's."""
        fields = {code: one.key for one in self.subject.form.group("limit") for code in one.codes}
        own = partial(self._limit, fields)
        return tuple(own(code) for code in self.subject.consent.limits)

    def _limit(self, fields: dict[str, str], code: str) -> str:
        label = self.own_text.label(fields[code]) if code in fields else None
        return label or self.words(f"condition.{code}")

    def use(self, block: Outcomes) -> str:
        """Write what a block is for, and where."""
        purposes = self.listed("purpose", block.purposes)
        return self("receipt.use", purpose=purposes, channels=self.listed("channel", block.channels))

    def use_shown(self, block: Outcomes) -> str:
        """Write what a block is for, what it shows, and where: no two blocks of a form read alike."""
        return self(
            "receipt.use_shown",
            purpose=self.listed("purpose", block.purposes),
            media=self.listed("medium", block.media),
            channels=self.listed("channel", block.channels),
        )

    def signed_on(self) -> date | None:
        """Return the day of the last signature."""
        return max((one.signed_on for one in self.subject.consent.signatures), default=None)


def _joined(names: list[str]) -> str:
    return ", ".join(names)
