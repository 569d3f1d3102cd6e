"""The pages of the reference, as texts by file name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, get_args

from scripts.reference_pages import words_en, words_fr
from scripts.reference_pages.readability import measure
from scripts.reference_pages.roles import fields_table, routes_table, screens_table
from scripts.reference_pages.settings import SETTINGS, values_of
from service.domain.decision_table import Row, decision_table
from service.domain.reasons import CHAPTERS, LEGAL_ONLY, LEGAL_REVIEW, MASKED
from service.forms.loader import load_forms
from service.i18n.citations import Citation
from service.i18n.dates import date_in_words
from service.i18n.reasons import LANGUAGES, clear_texts, explain
from service.i18n.typography import typeset_french
from service.i18n.words import words_for
from service.registry.consent_records import ConsentState
from service.registry.consent_states import MOVES
from service.registry.forms import FormText, FormVersion

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"fr": words_fr.WORDS, "en": words_en.WORDS}
_FORMS: Final = Path(__file__).parents[2] / "consent_forms"
_GENERATED: Final = "<!-- Written by scripts/reference from the code. -->"


@cache
def reference() -> Mapping[str, str]:
    """Return every page of the reference, by file name."""
    pages = {"states.md": _states()}
    for language in LANGUAGES:
        pages[f"reasons.{language}.md"] = _reasons(language)
        pages[f"decision-table.{language}.md"] = _decision_table(language)
        pages[f"settings.{language}.md"] = _settings(language)
        pages[f"forms.{language}.md"] = _forms(language)
        pages[f"roles.{language}.md"] = _roles(language)
    return {name: text if name.endswith(".en.md") else typeset_french(text) for name, text in pages.items()}


def _reasons(language: str) -> str:
    said = _WORDS[language]
    heads = [said[key] for key in ("code", "text", "rules", "law", "readers")]
    body = _chapters(language, lambda code: _reason_row(code, language), heads)
    return _page(said["reasons.title"], said["reasons.intro"], body)


def _reason_row(code: str, language: str) -> list[str]:
    reason, said = explain(code, language), _WORDS[language]
    laws = "; ".join(_citation(one, language) for one in reason.citations)
    readers = said["legal"] if code in MASKED | LEGAL_ONLY else said["communications"]
    return [f"`{code}`", reason.text, ", ".join(reason.rules), laws, readers]


def _citation(one: Citation, language: str) -> str:
    said, dates = _WORDS[language], []
    if one.valid_from is not None:
        dates.append(f"{said['since']} {date_in_words(one.valid_from, language)}")
    if one.valid_to is not None:
        dates.append(f"{said['until']} {date_in_words(one.valid_to, language)}")
    return f"{one.in_words(language)}, {' '.join(dates)}" if dates else one.in_words(language)


def _decision_table(language: str) -> str:
    said, rows = _WORDS[language], {row.code: row for row in decision_table()}
    heads = [said[key] for key in ("code", "text", "rules", "verdict", "conditions", "setting", "shown")]
    body = _chapters(language, lambda code: _decision_row(rows[code], language), heads)
    intro = said["table.intro"].format(legal_review=clear_texts(language)[LEGAL_REVIEW])
    return _page(said["table.title"], intro, body)


def _decision_row(row: Row, language: str) -> list[str]:
    words, reason = words_for("legal", language), explain(row.code, language)
    return [
        f"`{row.code}`",
        reason.text,
        ", ".join(reason.rules),
        " / ".join(words(f"verdict.{verdict}") for verdict in row.verdicts),
        " ".join(words(f"condition.{code}") for code in row.conditions),
        ", ".join(f"[`{key}`](settings.{language}.md)" for key in row.settings),
        _shown(row, _WORDS[language]),
    ]


def _shown(row: Row, said: Mapping[str, str]) -> str:
    if row.communications_reads is None:
        return said["dropped"]
    return said["same"] if row.communications_reads == row.code else f"`{row.communications_reads}`"


def _settings(language: str) -> str:
    said = _WORDS[language]
    touched = {key: [f"`{row.code}`" for row in decision_table() if key in row.settings] for key in SETTINGS}
    rows = [
        [
            f"`{key}`",
            said[f"setting.{key}"],
            values_of(key, words_for("legal", language), said["silent"]),
            ", ".join(touched[key]),
        ]
        for key in SETTINGS
    ]
    heads = [said[key] for key in ("setting", "question", "values", "reasons")]
    return _page(said["settings.title"], said["settings.intro"], _table(heads, rows))


def _forms(language: str) -> str:
    said, forms = _WORDS[language], load_forms(_FORMS).published()
    rows = [
        _form_row(form, text, language)
        for form in sorted(forms, key=lambda one: (one.order, -one.version))
        for text in form.texts
    ]
    heads = [said[f"forms.{key}"] for key in ("form", "language", "sentences", "mean", "longest", "ease")]
    return _page(said["forms.title"], said["forms.intro"], _table(heads, rows))


def _form_row(form: FormVersion, text: FormText, language: str) -> list[str]:
    figures, said = measure(text), _WORDS[language]
    decimals = f"{figures.mean:.1f}".replace(".", "," if language == "fr" else ".")
    return [
        f"`{form.family}` {form.version}",
        said[f"forms.{text.language}"],
        str(figures.sentences),
        decimals,
        str(figures.longest),
        f"{figures.ease:.0f}",
    ]


def _roles(language: str) -> str:
    said = _WORDS[language]
    parts = []
    for key, table in (("screens", screens_table), ("routes", routes_table), ("fields", fields_table)):
        heads, rows = table(language, said)
        parts.append(f"## {said[f'roles.{key}.title']}\n\n{_table(heads, rows)}")
    return _page(said["roles.title"], said["roles.intro"], "\n\n".join(parts))


def _states() -> str:
    moves = [
        (before, act, move.after)
        for act, move in MOVES.items()
        for before in [state for state in get_args(ConsentState) if state in move.before] or ["[*]"]
    ]
    drawn = [f"  {before} --> {after}: {act}" for before, act, after in moves]
    intro = "\n\n".join(_WORDS[language]["states.intro"] for language in LANGUAGES)
    names = [
        [f"`{state}`", *(words_for("communications", language)(f"state.{state}") for language in LANGUAGES)]
        for state in get_args(ConsentState)
    ]
    parts = [
        _table(["Code", "État", "State"], names),
        "\n".join(["```mermaid", "stateDiagram-v2", *drawn, "```"]),
        _table(
            ["Avant · Before", "Acte · Act", "Après · After"], ([f"`{one}`" for one in row] for row in moves)
        ),
    ]
    return _page("États · States", intro, "\n\n".join(parts))


def _chapters(language: str, row_of: Callable[[str], Sequence[str]], heads: Sequence[str]) -> str:
    parts = [
        f"## {_WORDS[language][f'chapter.{chapter}']}\n\n{_table(heads, [row_of(code) for code in codes])}"
        for chapter, codes in CHAPTERS.items()
    ]
    return "\n\n".join(parts)


def _page(title: str, intro: str, body: str) -> str:
    return f"# {title}\n\n{_GENERATED}\n\n{intro}\n\n{body}\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
