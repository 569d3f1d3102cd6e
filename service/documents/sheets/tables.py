"""The questions: one line a use, a box under each answer; and lone questions with their two boxes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.documents.sheets.ink import Area, Node, Passage, Rect
from service.documents.sheets.setting import BOX_GAP, HAIRLINE, Piece, box_node, set_words
from service.documents.sheets.style import Style
from service.documents.typefaces import width_of, wrap
from service.registry.forms import USE_ANSWERS, Field, Use

EDGE: Final = 1.2
QUESTION_ANSWERS: Final = ("yes", "no")


def set_uses(uses: tuple[Use, ...], labels: Mapping[str, str], width: float, style: Style) -> Piece:
    """Set the table of uses: a heading of answers, then one row a use."""
    answers = [labels[f"answer_{answer}"] for answer in USE_ANSWERS]
    column = _column(answers, style)
    head = _heading_row(answers, width, column, style)
    rows, y = [head.nodes[0]], head.height
    for use in uses:
        row = _row(use, labels[use.key], answers, width, column, style)
        rows.append(row.nodes[0].moved(0, y))
        y += row.height
    frame = Node("Artifact", (Area(Rect(0, 0, width, y), stroke="border", line=HAIRLINE),))
    return Piece(y, (frame, Node("Table", nodes=tuple(rows))), before=style.gap + 0.6)


def set_question(field: Field, labels: Mapping[str, str], width: float, style: Style) -> Piece:
    """Set a question answered by yes or no."""
    answers = [labels[f"answer_{answer}"] for answer in QUESTION_ANSWERS]
    column = max(style.box + BOX_GAP + width_of(each, "strong", style.size) for each in answers) + 2.4
    left = width - len(answers) * column + 2.4
    words = set_words(labels[field.key], left - 2.4, style)
    height = max(words.height, style.box)
    nodes = [node.moved(0, (height - words.height) / 2) for node in words.nodes]
    for place, (key, answer) in enumerate(zip(field.boxes, answers, strict=True)):
        nodes.append(_answer(key, answer, labels[field.key], left + place * column, height, style))
    return Piece(height, tuple(nodes), before=style.gap + 0.5)


def _answer(key: str, answer: str, question: str, x: float, height: float, style: Style) -> Node:
    box = box_node(key, f"{question} {answer}", Rect(x, (height - style.box) / 2, style.box, style.box))
    rect = Rect(
        x + style.box + BOX_GAP,
        (height - style.line) / 2,
        width_of(answer, "strong", style.size) + 1,
        style.line,
    )
    return Node("P", (Passage(answer, rect, style.size, style.leading, "strong"),), (box,))


def _column(answers: list[str], style: Style) -> float:
    widest = max(width_of(word, "strong", style.size) for answer in answers for word in answer.split(" "))
    return max(widest, style.box) + 2 * EDGE


def _heading_row(answers: list[str], width: float, column: float, style: Style) -> Piece:
    left = width - len(answers) * column
    lines = max(len(wrap(answer, "strong", style.size, column - EDGE)) for answer in answers)
    height = lines * style.line + 1.4
    bar = Node("Artifact", (Area(Rect(0, 0, width, height), fill="blue"),))
    cells = [Node("TH", nodes=())]
    for place, answer in enumerate(answers):
        count = len(wrap(answer, "strong", style.size, column - EDGE))
        rect = Rect(
            left + place * column + EDGE / 2,
            (height - count * style.line) / 2,
            column - EDGE,
            count * style.line,
        )
        passage = Passage(answer, rect, style.size, style.leading, "strong", "white", "centre")
        cells.append(Node("TH", (passage,)))
    return Piece(height, (Node("TR", nodes=(bar, *cells)),))


def _row(use: Use, label: str, answers: list[str], width: float, column: float, style: Style) -> Piece:
    left = width - len(answers) * column
    words = set_words(label, left - EDGE - 1.5, style)
    height = max(words.height + 1.2, style.box + 2.0)
    rule = Node("Artifact", (Area(Rect(0, 0, width, HAIRLINE), fill="border"),))
    question = words.nodes[0].moved(EDGE, (height - words.height) / 2)
    cells = [rule, Node("TH", question.inks)]
    for place, (key, answer) in enumerate(zip(use.boxes, answers, strict=True)):
        x = left + place * column + (column - style.box) / 2
        box = box_node(key, f"{label} {answer}", Rect(x, (height - style.box) / 2, style.box, style.box))
        cells.append(Node("TD", nodes=(box,)))
    return Piece(height, (Node("TR", nodes=tuple(cells)),))
