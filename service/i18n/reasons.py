"""The sentence, the rules and the law behind each reason, in French and in English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from service.i18n import reasons_en, reasons_fr
from service.i18n.citations import RULES, Citation, laws_of
from service.i18n.typography import typeset_french

LANGUAGES: Final = ("fr", "en")
_TABLES: Final = {"fr": reasons_fr, "en": reasons_en}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, explained: its sentence, the rules it comes from, the articles they rest on."""

    code: str
    text: str
    rules: tuple[str, ...]
    citations: tuple[Citation, ...]


def clear_texts(language: str) -> Mapping[str, str]:
    """Return the sentences communications may read, by code."""
    return _typeset(language, _TABLES[language].CLEAR)


def legal_texts(language: str) -> Mapping[str, str]:
    """Return the sentences only legal may read, by code."""
    return _typeset(language, _TABLES[language].LEGAL)


def warning_texts(language: str) -> Mapping[str, str]:
    """Return the sentences of warnings, by code."""
    return _typeset(language, _TABLES[language].WARNINGS)


def explain(code: str, language: str) -> Reason:
    """Explain one reason in full, for those who may read it."""
    texts = {**clear_texts(language), **legal_texts(language)}
    return Reason(code, texts[code], RULES.get(code, ()), laws_of(code))


def _typeset(language: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    if language != "fr":
        return texts
    return {code: typeset_french(text) for code, text in texts.items()}
