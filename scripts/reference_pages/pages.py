"""The pages of the reference, as texts by file name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, get_args

from service.domain.decision_table import Row, decision_table
from service.domain.reasons import LEGAL_ONLY, MASKED, REASONS
from service.i18n.citations import Citation
from service.i18n.reasons import LANGUAGES, explain
from service.i18n.words import words_for
from service.registry.consent_records import ConsentState
from service.registry.consent_states import MOVES

Texts = Mapping[str, str]

_FRENCH: Final[Texts] = {
    "reasons.title": "Motifs des décisions",
    "reasons.intro": "Dans l'ordre où les règles sont examinées. Les lois se lisent à la date indiquée; "
    "chaque établissement les fait confirmer par ses avocats.",
    "table.title": "Table de décision",
    "table.intro": "Une ligne par motif, dans l'ordre où les règles sont examinées. Le pire verdict "
    "l'emporte : interdit, décision juridique requise, permis sous conditions, permis. Les verdicts sont "
    "ceux des réglages par défaut, avant les décisions juridiques consignées.",
    "code": "Motif",
    "text": "Phrase",
    "rules": "Règles",
    "law": "Loi",
    "readers": "Qui le lit",
    "verdict": "Verdict",
    "setting": "Réglage",
    "conditions": "Conditions",
    "shown": "Les communications lisent",
    "since": "depuis le",
    "until": "jusqu'au",
    "dropped": "rien",
    "communications": "communications, affaires juridiques",
    "legal": "affaires juridiques",
}
_ENGLISH: Final[Texts] = {
    "reasons.title": "Reasons of decisions",
    "reasons.intro": "In the order in which the rules are judged. Laws read as on the date given; each "
    "establishment has its lawyers confirm them.",
    "table.title": "Decision table",
    "table.intro": "One row a reason, in the order in which the rules are judged. The worst verdict wins: "
    "denied, legal decision required, allowed with conditions, allowed. Verdicts are those of the default "
    "settings, before legal's recorded decisions.",
    "code": "Reason",
    "text": "Sentence",
    "rules": "Rules",
    "law": "Law",
    "readers": "Who reads it",
    "verdict": "Verdict",
    "setting": "Setting",
    "conditions": "Conditions",
    "shown": "Communications reads",
    "since": "since",
    "until": "until",
    "dropped": "nothing",
    "communications": "communications, legal",
    "legal": "legal",
}
_WORDS: Final = {"fr": _FRENCH, "en": _ENGLISH}
_GENERATED: Final = "<!-- Written by scripts/reference from the code. -->"


def reference() -> dict[str, str]:
    """Return every page of the reference, by file name."""
    pages = {"states.md": _states()}
    for language in LANGUAGES:
        pages[f"reasons.{language}.md"] = _reasons(language)
        pages[f"decision-table.{language}.md"] = _decision_table(language)
    return pages


def _reasons(language: str) -> str:
    said = _WORDS[language]
    rows = [_reason_row(code, language) for code in REASONS]
    heads = [said[key] for key in ("code", "text", "rules", "law", "readers")]
    return _page(said["reasons.title"], said["reasons.intro"], _table(heads, rows))


def _reason_row(code: str, language: str) -> list[str]:
    reason, said = explain(code, language), _WORDS[language]
    laws = "; ".join(_citation(one, language) for one in reason.citations)
    readers = said["legal"] if code in MASKED | LEGAL_ONLY else said["communications"]
    return [f"`{code}`", reason.text, ", ".join(reason.rules), laws, readers]


def _citation(one: Citation, language: str) -> str:
    said, dates = _WORDS[language], []
    if one.valid_from is not None:
        dates.append(f"{said['since']} {one.valid_from.isoformat()}")
    if one.valid_to is not None:
        dates.append(f"{said['until']} {one.valid_to.isoformat()}")
    return f"{one.in_words(language)}, {' '.join(dates)}" if dates else one.in_words(language)


def _decision_table(language: str) -> str:
    said = _WORDS[language]
    rows = [_decision_row(row, language) for row in decision_table()]
    heads = ["#", *(said[key] for key in ("code", "rules", "verdict", "conditions", "setting", "shown"))]
    numbered = [[str(number), *row] for number, row in enumerate(rows, 1)]
    return _page(said["table.title"], said["table.intro"], _table(heads, numbered))


def _decision_row(row: Row, language: str) -> list[str]:
    words = words_for("legal", language)
    shown = f"`{row.communications_reads}`" if row.communications_reads else _WORDS[language]["dropped"]
    return [
        f"`{row.code}`",
        ", ".join(explain(row.code, language).rules),
        " / ".join(words(f"verdict.{verdict}") for verdict in row.verdicts),
        ", ".join(f"`{code}`" for code in row.conditions),
        f"`{row.setting}`" if row.setting else "",
        shown,
    ]


def _states() -> str:
    moves = [
        (before, act, move.after)
        for act, move in MOVES.items()
        for before in [state for state in get_args(ConsentState) if state in move.before] or ["[*]"]
    ]
    drawn = [f"  {before} --> {after}: {act}" for before, act, after in moves]
    intro = (
        "États d'un consentement, et l'acte qui mène de l'un à l'autre. · States of a consent, and the act "
        "that leads from one to another. Expired and superseded are read from dates and later papers."
    )
    diagram = "\n".join(["```mermaid", "stateDiagram-v2", *drawn, "```"])
    table = _table(
        ["Avant · Before", "Acte · Act", "Après · After"], ([f"`{one}`" for one in row] for row in moves)
    )
    return _page("États · States", intro, f"{diagram}\n\n{table}")


def _page(title: str, intro: str, body: str) -> str:
    return f"# {title}\n\n{_GENERATED}\n\n{intro}\n\n{body}\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
