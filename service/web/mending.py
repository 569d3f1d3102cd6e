"""The reasons beside an answer, in words: what communications can mend; for legal, with their law."""

from __future__ import annotations

from service.i18n.reasons import explain
from service.web.visits import Visit


def mending_of(visit: Visit, reasons: tuple[str, ...] | None) -> list[str]:
    """Return the sentences for the reasons this role may see; nothing for a publisher."""
    return [reason_in_words(visit, code) for code in reasons or ()]


def reason_in_words(visit: Visit, code: str) -> str:
    """Write a reason in the visitor's language; a code that this role may not read is an error."""
    return visit.words(f"reason.{code}")


def basis_of(visit: Visit, code: str) -> str:
    """Write the rules and the law a reason rests on: « R32, R37 · LPJ, art. 9.3 (ancien art. 11.2.1) »."""
    language = visit.words.language
    reason = explain(code, language)
    laws = "; ".join(law.in_words(language) for law in reason.citations)
    return " · ".join(part for part in (", ".join(reason.rules), laws) if part)
