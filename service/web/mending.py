"""What communications and legal are told beside an answer: what can be mended, never more than their part."""

from __future__ import annotations

from service.web.visits import Visit

LEGAL_REVIEW = "LEGAL_REVIEW"


def mending_of(visit: Visit, reasons: tuple[str, ...] | None) -> list[str]:
    """Return the sentences for the reasons this role may see; nothing for a publisher."""
    return [reason_in_words(visit, code) for code in reasons or ()]


def reason_in_words(visit: Visit, code: str) -> str:
    """Write a reason in the visitor's language."""
    key = f"reason.{code}"
    return visit.words(key) if visit.words.knows(key) else code
