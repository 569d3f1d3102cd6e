"""Sets words, boxes and fields at the size they take: pieces that are then stood one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from service.documents.sheets.blanks import fill_in_nominally
from service.documents.sheets.ink import POINT, Area, Colour, Field, Node, Passage, Rect, Role
from service.documents.sheets.style import Style
from service.documents.typefaces import Face, width_of, wrap

HAIRLINE: Final = 0.2
OUTLINE: Final = 0.35
CAPTION_EDGE: Final = 1.0
DIGIT_GROUPS: Final = (4, 2, 2)
"""Year, month, day: the grouping alone says which is which."""
GROUP_GAP: Final = 1.8
BOX_GAP: Final = 1.6
TITLE_LEADING: Final = 1.18


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of a given height, its nodes placed from its own top left corner (0, 0)."""

    height: float
    nodes: tuple[Node, ...]
    before: float = 0.0
    """Room above it, in millimetres, unless it begins a column."""
    stays: bool = False
    """Stays with the piece that follows."""
    ruled: bool = False
    """Its first node is the rule above it, left out at the head of a column."""


Maker: TypeAlias = Callable[[float], Piece]
"""Sets a piece at least that high."""


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: their role, font and colour, and by how much they are larger than the text."""

    role: Role = "P"
    face: Face = "text"
    colour: Colour = "text"
    larger: float = 1.0


TEXT: Final = Look()
SUBHEADING: Final = Look("H3", "strong")


def set_words(words: str, width: float, style: Style, look: Look = TEXT, indent: float = 0.0) -> Piece:
    """Set a paragraph, or a title; the establishment's words get the room they may need."""
    size = style.size * look.larger
    leading = size * TITLE_LEADING if look.face == "title" else style.leading
    lines = wrap(fill_in_nominally(words), look.face, size, width, indent)
    height = len(lines) * leading * POINT
    passage = Passage(words, Rect(0, 0, width, height), size, leading, look.face, look.colour, indent=indent)
    return Piece(height, (Node(look.role, (passage,)),), before=style.gap)


def set_heading(words: str, width: float, style: Style) -> Piece:
    """Set a block's title under a hairline."""
    title = set_words(words, width, style, _heading(style))
    drop = style.size * (0.07 if style.dense else 0.11)
    rule = Node("Artifact", (Area(Rect(0, 0, width, HAIRLINE), fill="blue"),))
    nodes = (rule, *(node.moved(0, drop) for node in title.nodes))
    return Piece(title.height + drop, nodes, before=style.block_gap, stays=True, ruled=True)


def set_titled_words(title: str, words: str, width: float, style: Style) -> Piece:
    """Set a block's title with its words after it on the same line."""
    look, size = _heading(style), style.size * style.heading
    taken = width_of(title, look.face, size)
    text = set_words(words, width, style, indent=taken + style.size * 0.25)
    room = Rect(0, 0, taken, style.line)
    head = Node(look.role, (Passage(title, room, size, style.leading, look.face, look.colour),))
    return Piece(text.height, (head, *text.nodes), before=style.block_gap)


def set_box(key: str, label: str, width: float, style: Style, least: float = 0.0) -> Piece:
    """Set a box to tick and the words beside it, in the middle of `least` millimetres if that is more."""
    indent = style.box + BOX_GAP
    words = set_words(label, width - indent, style)
    height = max(style.box, words.height, least)
    box = box_node(key, label, Rect(0, (height - style.box) / 2, style.box, style.box))
    drop = (height - words.height) / 2 - style.size * 0.02
    passages = tuple(ink.moved(indent, drop) for node in words.nodes for ink in node.inks)
    return Piece(height, (Node("P", passages, (box,)),), before=style.gap + 0.5)


def box_node(key: str, label: str, rect: Rect) -> Node:
    """Return a box to tick; `rect` is its outline."""
    outline = Area(rect.shrunk(OUTLINE / 2), fill="white", stroke="text", line=OUTLINE)
    return Node("Form", (outline,), field=Field(key, "box", rect, label), alt=label)


def box_fits(label: str, width: float, style: Style) -> bool:
    """Tell whether a box and its label fit on one line of this width."""
    return style.box + BOX_GAP + width_of(label, "text", style.size) <= width


def set_text(key: str, label: str, width: float, style: Style, least: float = 0.0) -> Piece:
    """Set a field to write in, its name in the corner."""
    caption = _caption(label, width, style)
    height = max(caption.rect.bottom + style.writing + 0.6, least)
    return _framed(caption, width, height, lambda room: Field(key, "text", room, label))


def set_date(key: str, label: str, width: float, style: Style, least: float = 0.0) -> Piece:
    """Set a date, with a place for each digit."""
    caption = _caption(label, width, style)
    height = max(caption.rect.bottom + style.writing + 0.6, least)
    return _framed(caption, width, height, lambda room: Field(key, "date", room, label, _digits(room, style)))


def set_signature(key: str, label: str, width: float, style: Style, least: float = 0.0) -> Piece:
    """Set the room for a signature."""
    caption = _caption(label, width, style)
    height = max(caption.rect.bottom + style.signing, least)
    return _framed(caption, width, height, lambda room: Field(key, "signature", room, label))


def beside(makers: Sequence[tuple[float, Maker]]) -> Piece:
    """Stand pieces side by side at their distances from the left, all as high as the highest."""
    height = max(make(0.0).height for _, make in makers)
    made = [(x, make(height)) for x, make in makers]
    nodes = tuple(node.moved(x, 0) for x, piece in made for node in piece.nodes)
    return Piece(height, nodes, before=max(piece.before for _, piece in made))


def _heading(style: Style) -> Look:
    return Look("H2", "title", "blue", style.heading)


def _caption(label: str, width: float, style: Style) -> Passage:
    size = style.caption
    leading = size * 1.15
    inner = width - 2 * CAPTION_EDGE
    lines = wrap(label, "text", size, inner)
    rect = Rect(CAPTION_EDGE, 0.5, inner, len(lines) * leading * POINT)
    return Passage(label, rect, size, leading)


def _framed(caption: Passage, width: float, height: float, field_in: Callable[[Rect], Field]) -> Piece:
    top = caption.rect.bottom
    field = field_in(Rect(0, top, width, height - top))
    outline = Area(Rect(0, 0, width, height), stroke="border", line=HAIRLINE)
    digits = tuple(Area(cell.shrunk(HAIRLINE / 2), stroke="border", line=HAIRLINE) for cell in field.cells)
    form = Node("Form", (outline, *digits), field=field, alt=field.label)
    return Piece(height, (Node("P", (caption,), (form,)),), before=0.9)


def _digits(room: Rect, style: Style) -> tuple[Rect, ...]:
    gaps = GROUP_GAP * (len(DIGIT_GROUPS) - 1)
    most = (room.width - 2 * CAPTION_EDGE - gaps) / sum(DIGIT_GROUPS)
    width, top = min(most, style.writing * 0.82), room.bottom - style.writing - 0.4
    cells, x = list[Rect](), room.x + CAPTION_EDGE
    for group in DIGIT_GROUPS:
        cells += (Rect(x + place * width, top, width, style.writing) for place in range(group))
        x += group * width + GROUP_GAP
    return tuple(cells)
