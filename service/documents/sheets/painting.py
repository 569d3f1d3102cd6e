"""Paints one copy of a form: the page as laid out, its code, and what is written on it beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from service.documents.form_codes import FormCode, encode_code
from service.documents.qr import FORM_VERSION, dark_runs
from service.documents.sheets.heading import Heading
from service.documents.sheets.ink import POINT, Area, Field, Node, Passage, Rect, Role
from service.documents.sheets.layout import Layout, Page
from service.documents.sheets.marks import white_modules
from service.documents.sheets.pen import Drawn, Pen
from service.documents.sheets.tagging import Element, Mark
from service.documents.typefaces import can_write, width_of
from service.domain import serials
from service.i18n.sheets import sheet_words
from service.registry.print_jobs import Job, Sheet

WRITTEN: Final = 10.0
LARGE_WRITTEN: Final = 16.0
"""Points of what is written beforehand; in large print nothing is smaller."""
FIELD_ROLES: Final = {"box": "cb", "text": "tv", "date": "tv", "signature": "tv"}


@dataclass(frozen=True, slots=True)
class _Body:
    """What is the same on each copy of a page: its content as drawn, and its elements by block."""

    content: Drawn
    blocks: tuple[tuple[str, Element], ...]


class Painter:
    """Paints the copies of one job."""

    def __init__(self, pen: Pen, job: Job, layout: Layout) -> None:
        self._pen, self._job, self._layout = pen, job, layout
        self._language = job.language
        self._bodies: dict[int, _Body] = {}

    def paint(self, sheet: Sheet) -> Iterator[Page]:
        """Paint a copy, and yield each page while it can still be drawn on."""
        part, sections = Element("Part"), dict[str, Element]()
        self._pen.root.kids.append(part)
        for page in self._layout.pages:
            self._marks(page)
            self._heading(page, sheet, part)
            for block, body in self._body(page):
                section = sections.get(block)
                if section is None:
                    section = sections[block] = Element("Sect")
                    part.kids.append(section)
                section.kids += body.kids
            if self._job.specimen:
                self._stamp()
            yield page
            self._pen.next_page()

    def _body(self, page: Page) -> Iterator[tuple[str, Element]]:
        """Draw the blocks of a page; on later copies, what was drawn is put down again."""
        known = self._bodies.get(page.number)
        if known is not None:
            self._pen.draw_again(known.content)
            yield from ((block, element.on_page(self._pen.page)) for block, element in known.blocks)
            return
        with self._pen.keeping() as content:
            blocks = tuple((block, self._block(nodes)) for block, nodes in page.blocks)
        self._bodies[page.number] = _Body(content, blocks)
        yield from blocks

    def _block(self, nodes: tuple[Node, ...]) -> Element:
        section = Element("Sect")
        for node in nodes:
            self._node(node, section)
        return section

    def _marks(self, page: Page) -> None:
        heading = page.heading
        with self._pen.artifact():
            if not self._job.specimen:
                self._pen.fill([place for _, place in page.marks], "black")
                self._pen.fill([white for mark in page.marks for white in white_modules(*mark)], "white")
            self._pen.draw([Area(heading.bar, fill="blue"), replace(heading.foot, words=self._foot(page))])

    def _stamp(self) -> None:
        """Say across the page that it is not to be signed; what is printed stays readable under it."""
        with self._pen.artifact():
            self._pen.stamp(sheet_words(self._language, "specimen"), self._layout.paper)

    def _foot(self, page: Page) -> str:
        key = "foot.fillable" if self._job.order.fillable else "foot"
        return sheet_words(
            self._language,
            key,
            family=self._job.form.family,
            version=self._job.form.version,
            language=self._language,
            page=page.number,
            pages=len(self._layout.pages),
        )

    def _heading(self, page: Page, sheet: Sheet, part: Element) -> None:
        heading = page.heading
        serial = serials.printed(sheet.serial)
        key = "specimen.serial" if self._job.specimen else "serial"
        number = replace(heading.serial, words=sheet_words(self._language, key, serial=serial))
        names = [passage for passage in (heading.house, heading.title) if passage]
        if page.number > 1:
            with self._pen.artifact():
                self._pen.draw([*names, number, self._sentence(heading, sheet)])
                self._code(page, sheet)
            return
        roles: tuple[Role, ...] = ("P", "H1", "P", "P")
        for role, passage in zip(roles, (*names, number, self._sentence(heading, sheet)), strict=True):
            self._leaf(Node(role, (passage,)), part)
        key = "specimen.alt" if self._job.specimen else "code.alt"
        alt = sheet_words(self._language, key, serial=serial)
        with self._pen.content("Figure") as mark:
            self._code(page, sheet)
        part.kids.append(Element("Figure", [mark], alt=alt))

    def _sentence(self, heading: Heading, sheet: Sheet) -> Passage:
        if not sheet.person:
            return heading.sentence
        return replace(heading.sentence, words=sheet_words(self._language, "code.person"))

    def _code(self, page: Page, sheet: Sheet) -> None:
        if self._job.specimen:
            self._pen.draw([Area(page.heading.code.shrunk(2.0), stroke="border")])
            return
        order, form = self._job.order, self._job.form
        code = FormCode(
            form.family,
            form.version,
            self._language,
            order.paper,
            order.large,
            page.number,
            len(self._layout.pages),
            self._layout.fingerprint,
            sheet.serial,
            sheet.person,
        )
        modules, runs = dark_runs(encode_code(code), FORM_VERSION)
        self._pen.fill_modules(page.heading.code, modules, runs)

    def _node(self, node: Node, parent: Element) -> None:
        if node.role == "Artifact":
            with self._pen.artifact():
                self._pen.draw(node.inks)
        elif node.field is not None:
            self._field(node, node.field, parent)
        elif node.nodes:
            self._branch(node, parent)
        else:
            self._leaf(node, parent)

    def _branch(self, node: Node, parent: Element) -> None:
        element = Element(node.role, scope=_scope(node))
        parent.kids.append(element)
        if node.role == "P" and node.nodes[0].field and node.nodes[0].field.kind == "box":
            for inner in node.nodes:
                self._node(inner, element)
            self._ink(node, element)
            return
        self._ink(node, element)
        for inner in node.nodes:
            self._node(inner, element)

    def _ink(self, node: Node, element: Element) -> None:
        if node.inks:
            with self._pen.content(node.role) as mark:
                self._pen.draw(node.inks)
            element.kids.append(mark)

    def _leaf(self, node: Node, parent: Element) -> None:
        element = Element(node.role, scope=_scope(node))
        self._ink(node, element)
        parent.kids.append(element)

    def _field(self, node: Node, field: Field, parent: Element) -> None:
        with self._pen.content("Form") as mark:
            # On screen a date is typed whole, without places for its digits.
            self._pen.draw(node.inks[:1] if self._job.order.fillable else node.inks)
            if not self._job.order.fillable:
                self._write(field)
        parent.kids.append(self._form_element(field, mark))

    def _form_element(self, field: Field, mark: Mark) -> Element:
        return Element(
            "Form",
            [mark],
            alt=sheet_words(self._language, f"{field.kind}.alt", label=field.label),
            field_role=FIELD_ROLES[field.kind],
            ticked=field.key in self._job.ticked,
        )

    def _write(self, field: Field) -> None:
        if field.key in self._job.ticked:
            self._pen.cross(field.rect.shrunk(field.rect.width * 0.2))
        words = self._job.written.get(field.key, "")
        size = LARGE_WRITTEN if self._job.order.large else WRITTEN
        if words and field.cells:
            digits = [each for each in words if each.isdigit()]
            self._pen.draw(
                _centred(digit, cell, size) for digit, cell in zip(digits, field.cells, strict=False)
            )
        elif words and can_write(words):
            self._pen.draw([_on_the_line(words, field.rect, size)])


def _scope(node: Node) -> str:
    """A heading of answers stands over its column, a use beside its row."""
    if node.role != "TH":
        return ""
    return "Column" if not node.inks or getattr(node.inks[0], "colour", "") == "white" else "Row"


def _centred(digit: str, cell: Rect, size: float) -> Passage:
    height = size * 1.3 * POINT
    rect = Rect(cell.x, cell.y + (cell.height - height) / 2, cell.width, height)
    return Passage(digit, rect, size, size * 1.3, "strong", side="centre")


def _on_the_line(words: str, room: Rect, most: float) -> Passage:
    size = min(most, most * (room.width - 4) / width_of(words, "strong", most))
    height = most * 1.3 * POINT
    return Passage(
        words,
        Rect(room.x + 1.6, room.bottom - height - 0.8, room.width - 3, height),
        size,
        most * 1.3,
        "strong",
    )
