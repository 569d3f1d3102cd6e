"""Where things stand on a printed form: everything once, nothing on top of anything, the same each time."""

import json
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from service.documents.sheets.blanks import fill_in, fill_in_nominally
from service.documents.sheets.ink import POINT, Node, Passage, Rect
from service.documents.sheets.layout import Layout, Page, layout_of
from service.documents.sheets.style import LARGE_TEXT, SMALLEST_BOX
from service.registry.errors import Invalid
from service.registry.forms import FormVersion
from service.registry.print_jobs import Order, Paper
from service.registry.printing import print_blank
from tests.documents.shop import FAMILIES, form_of, press

PAPERS: tuple[Paper, ...] = get_args(Paper)
LAYOUTS = [
    (family, language, paper, large)
    for family in FAMILIES
    for language in ("fr", "en")
    for paper in PAPERS
    for large in (False, True)
]
every_layout = pytest.mark.parametrize(
    ("family", "language", "paper", "large"),
    [pytest.param(*one, marks=() if one[2] == PAPERS[0] else pytest.mark.long) for one in LAYOUTS],
)
ON_ONE_PAGE = set(FAMILIES) - {"minor", "represented-adult"}
SMALLEST_TEXT = 7.6
AROUND_A_BOX = 0.9
"""Millimetres of white at least between a box and the next."""


def keys_of(form: FormVersion) -> list[str]:
    """Every key that form.toml says is to be filled in."""
    keys = [
        box or field.key
        for field in form.fields
        if field.kind != "label"
        for box in (field.boxes or (field.key,))
    ]
    keys += [box for use in form.uses for box in use.boxes]
    return keys + [key for slot in form.slots for key in (slot.key, slot.date_key) if key]


def passages(nodes: tuple[Node, ...]) -> list[Passage]:
    inner = [passage for node in nodes for passage in passages(node.nodes)]
    return inner + [ink for node in nodes for ink in node.inks if isinstance(ink, Passage)]


def passages_of(page: Page) -> list[Passage]:
    heading = [page.heading.house, page.heading.title, page.heading.serial, page.heading.sentence]
    return [each for each in (*heading, page.heading.foot) if each] + [
        each for _, nodes in page.blocks for each in passages(nodes)
    ]


def laid_out(family: str, language: str, paper: Paper, *, large: bool) -> Layout:
    return layout_of(form_of(family), language, paper, large=large)


@every_layout
def test_every_field_of_the_form_is_on_its_pages_once(
    family: str, language: str, paper: Paper, *, large: bool
) -> None:
    layout = laid_out(family, language, paper, large=large)
    found = [field.key for page in layout.pages for field in page.fields]
    assert sorted(found) == sorted(keys_of(form_of(family)))


@every_layout
def test_nothing_stands_on_anything_else(family: str, language: str, paper: Paper, *, large: bool) -> None:
    for page in laid_out(family, language, paper, large=large).pages:
        rects = [field.rect for field in page.fields] + [page.heading.code]
        rects += [place for _, place in page.marks] + [
            room_of(each) for each in passages_of(page) if each.words
        ]
        assert [pair for pair in combinations(rects, 2) if pair[0].shrunk(0.05).meets(pair[1])] == []
        assert all(_is_on(rect, Rect(0, 0, *layout_size(paper))) for rect in rects)


@every_layout
def test_boxes_are_large_and_apart_and_text_can_be_read(
    family: str, language: str, paper: Paper, *, large: bool
) -> None:
    layout = laid_out(family, language, paper, large=large)
    assert layout.size >= (LARGE_TEXT if large else SMALLEST_TEXT)
    for page in layout.pages:
        boxes = [field.rect for field in page.fields if field.kind == "box"]
        assert all(min(box.width, box.height) >= SMALLEST_BOX for box in boxes)
        assert not any(one.shrunk(-AROUND_A_BOX).meets(other) for one, other in combinations(boxes, 2))
        smallest = LARGE_TEXT if large else 6.5
        assert all(each.size >= smallest for each in passages_of(page) if each is not page.heading.house)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_form_is_one_page_where_its_text_allows_and_never_more_than_two(family: str, language: str) -> None:
    pages = len(layout_of(form_of(family), language).pages)
    assert pages == (1 if family in ON_ONE_PAGE else 2)


def test_a_date_has_a_place_for_each_of_eight_digits_inside_its_room() -> None:
    dates = [field for page in laid_out("minor", "fr", "letter", large=False).pages for field in page.fields]
    for field in (one for one in dates if one.kind == "date"):
        assert len(field.cells) == 8
        assert all(_is_on(cell, field.rect) and cell.width >= 3.5 for cell in field.cells)


def test_another_establishment_changes_no_place() -> None:
    short, long = (
        {"establishment": "CHU"},
        {"establishment": "Centre intégré de santé et de services sociaux"},
    )
    words = "{establishment} vous demande l'autorisation."
    assert fill_in_nominally(words) == fill_in_nominally(words)
    assert fill_in(words, short) != fill_in(words, long)
    before = layout_of(form_of("adult"), "fr").fingerprint
    for words_of_theirs in (short, long):
        print_blank(press(establishment=words_of_theirs), Order("adult"))
    layout_of.cache_clear()
    assert layout_of(form_of("adult"), "fr").fingerprint == before


def test_words_longer_than_their_room_are_refused_and_named() -> None:
    with pytest.raises(Invalid) as refused:
        print_blank(press(establishment={"establishment": "Centre " * 60}), Order("adult"))
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/establishment", "TOO_LONG")]


@pytest.mark.parametrize(
    ("order", "fault"),
    [
        (Order("nothing"), ("/family", "NOT_IN_LIST")),
        (Order("adult", language="de"), ("/language", "NOT_IN_LIST")),
        (Order("adult", copies=0), ("/copies", "OUT_OF_RANGE")),
        (Order("adult", copies=501), ("/copies", "OUT_OF_RANGE")),
    ],
)
def test_an_order_that_cannot_be_printed_says_what_to_mend(order: Order, fault: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        print_blank(press(), order)
    assert [(each.pointer, each.code) for each in refused.value.faults] == [fault]


def room_of(passage: Passage) -> Rect:
    """The room of a passage; the first line of one that begins beside its title belongs to the title."""
    x, y, width, height = passage.rect.x, passage.rect.y, passage.rect.width, passage.rect.height
    line = passage.leading * POINT if passage.indent else 0.0
    return Rect(x, y + line, width, height - line)


def layout_size(paper: Paper) -> tuple[float, float]:
    return layout_of(form_of("adult"), "fr", paper).paper


def _is_on(rect: Rect, room: Rect) -> bool:
    slack = 0.01
    return (
        rect.x >= room.x - slack
        and rect.y >= room.y - slack
        and rect.right <= room.right + slack
        and rect.bottom <= room.bottom + slack
    )


@pytest.mark.long
def test_sheets_printed_before_are_still_read_in_the_right_places() -> None:
    """Fields moved: sheets already printed will go to human eyes. If so meant, write layouts.json again."""
    kept = json.loads(Path(__file__).with_name("layouts.json").read_text(encoding="utf-8"))
    now = {
        f"{family} {language} {paper}{' large' if large else ''}": laid_out(
            family, language, paper, large=large
        ).fingerprint
        for family, language, paper, large in LAYOUTS
    }
    assert now == kept
