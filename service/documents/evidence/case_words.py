"""Says the values of a case in words: legal's where the reader may know all, else those of every reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property

from service.domain.identifiers import ConsentId
from service.i18n.dates import date_in_words, moment_in_words
from service.i18n.words import Words, words_for
from service.registry.acts import LEGAL_FILE, Act
from service.registry.case_records import Case
from service.registry.questions import Question

MASKED_ROLE = "auditor"
WHOLE_ROLE = "legal"


@dataclass(frozen=True)
class CaseTeller:
    """Says things about one case in one language, by the clock of the place."""

    case: Case
    language: str
    zone: tzinfo

    @cached_property
    def words(self) -> Words:
        """Words of what every reader of cases may know."""
        return words_for(MASKED_ROLE, self.language)

    @cached_property
    def legal(self) -> Words:
        """Words of what legal alone knows; used where the case holds it."""
        return words_for(WHOLE_ROLE, self.language)

    def __call__(self, key: str, **values: object) -> str:
        """Return words of cases."""
        return self.words(f"case.{key}", **values)

    def reasons(self, codes: Iterable[str], *, whole: bool) -> tuple[str, ...]:
        """Write reasons, one by one."""
        words = self.legal if whole else self.words
        return tuple(words(f"reason.{code}") for code in codes) or (self("none"),)

    def answer(self, answer: str | None) -> str:
        """Write a publisher's answer."""
        known = {"yes": "answer.yes", "yes_with_conditions": "answer.conditions"}
        return self.words(known.get(answer or "", "answer.no"))

    def question(self, question: Question) -> str:
        """Sum a post up in one line."""
        channels = ", ".join(self.words(f"channel.{one}") for one in question.channels)
        return " · ".join(
            (
                self.words(f"medium.{question.medium}"),
                channels,
                self.words(f"purpose.{question.purpose}"),
                self.day(question.on),
                *([question.activity] if question.activity else []),
            )
        )

    def listed(self, group: str, codes: Iterable[str]) -> str:
        """List codes of a vocabulary."""
        return ", ".join(self.words(f"{group}.{code}") for code in codes)

    def act(self, act: Act) -> str:
        """Write what an act did."""
        if act.kind == LEGAL_FILE:
            key = f"act.legal.{act.details.get('what', '')}"
            return self.legal(key) if self.legal.knows(key) else self("event.act")
        own = f"case.event.{act.kind}"
        known = (one for one in (f"act.{act.kind}", f"{own}.act", own) if self.words.knows(one))
        return self.words(next(known, "case.event.act"))

    def by(self, number: int, role: str, via: str) -> str:
        """Write who acted, in which role, through which entrance."""
        if not role:
            return ""
        return self("by", name=self.user(number), role=self.role(role), via=self.via(via))

    def user(self, number: int | None) -> str:
        """Write a user's name."""
        return self.case.staff.get(number or 0, self("nobody"))

    def role(self, role: str) -> str:
        """Write a role."""
        for key in (f"role.{role}", f"case.role.{role}"):
            if self.words.knows(key):
                return self.words(key)
        return self("role.other")

    def via(self, via: str) -> str:
        """Write an entrance."""
        key = f"case.via.{via}"
        return self.words(key) if self.words.knows(key) else self("via.other")

    def name(self, person: int) -> str:
        """Write the name of a person of the case; of others nothing is said."""
        names = {one.person.number: one.person.names.display for one in self.case.files}
        return names.get(person, self("other_person"))

    def day(self, day: date) -> str:
        """Write a day."""
        return date_in_words(day, self.language)

    def moment(self, moment: datetime) -> str:
        """Write a moment."""
        return moment_in_words(moment, self.zone, self.language)

    @staticmethod
    def number(number: str) -> str:
        """Write a number to cite as people read it."""
        return ConsentId(number).printed
