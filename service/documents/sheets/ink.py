"""What a printed page is made of, in millimetres from its top left corner, in the order it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from service.documents.typefaces import Face

Colour: TypeAlias = Literal["text", "blue", "border", "white", "pale", "black"]
Role: TypeAlias = Literal["H1", "H2", "H3", "P", "Form", "Figure", "Table", "TR", "TH", "TD", "Artifact"]
FieldKind: TypeAlias = Literal["box", "text", "date", "signature"]

POINT: Final = 25.4 / 72
"""Millimetres in a point."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle: its top left corner, its width and its height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends below."""
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> Rect:
        """Return it moved right and down."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def shrunk(self, by: float) -> Rect:
        """Return it with an edge taken off all around."""
        return Rect(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def meets(self, other: Rect) -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of words. `rect` is the room kept for them; `leading` and `size` are in points."""

    words: str
    rect: Rect
    size: float
    leading: float
    face: Face = "text"
    colour: Colour = "text"
    side: Literal["left", "centre", "right"] = "left"
    indent: float = 0.0
    """Millimetres by which the first line begins later."""
    smallest: float = 0.8
    """Words too long for the room are set smaller, down to this part of the size."""

    def moved(self, dx: float, dy: float) -> Passage:
        """Return it moved right and down."""
        return replace(self, rect=self.rect.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle filled, outlined (`line` in millimetres), or both."""

    rect: Rect
    fill: Colour | None = None
    stroke: Colour | None = None
    line: float = 0.2

    def moved(self, dx: float, dy: float) -> Area:
        """Return it moved right and down."""
        return replace(self, rect=self.rect.moved(dx, dy))


Ink: TypeAlias = Passage | Area


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in, and where. `key` is that of form.toml; `cells` are the digits of a date."""

    key: str
    kind: FieldKind
    rect: Rect
    label: str
    cells: tuple[Rect, ...] = ()

    def moved(self, dx: float, dy: float) -> Field:
        """Return it moved right and down."""
        cells = tuple(cell.moved(dx, dy) for cell in self.cells)
        return replace(self, rect=self.rect.moved(dx, dy), cells=cells)


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the page as a screen reader meets it: what it is, its ink, what stands inside."""

    role: Role
    inks: tuple[Ink, ...] = ()
    nodes: tuple[Node, ...] = ()
    field: Field | None = None
    alt: str = ""

    def moved(self, dx: float, dy: float) -> Node:
        """Return it and all inside moved right and down."""
        return Node(
            self.role,
            tuple(ink.moved(dx, dy) for ink in self.inks),
            tuple(node.moved(dx, dy) for node in self.nodes),
            self.field.moved(dx, dy) if self.field else None,
            self.alt,
        )

    def fields(self) -> tuple[Field, ...]:
        """List the fields in it, in reading order."""
        own = (self.field,) if self.field else ()
        return own + tuple(field for node in self.nodes for field in node.fields())
