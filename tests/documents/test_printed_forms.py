"""Printed forms hold to the standards they claim, and a scanner finds its way on them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from random import randbytes
from typing import get_args

import cv2
import numpy as np
import pikepdf
import pytest

from service.documents.printer import FormPrinter
from service.documents.sheets.ink import Rect
from service.documents.sheets.layout import layout_of
from service.domain import serials
from service.registry.print_jobs import Job, Order, Paper, Sheet
from service.registry.printing import no_progress, print_blank
from tests.documents.shop import ESTABLISHMENT, FAMILIES, Picture, codes_in, form_of, pictures, press, printed
from tests.support.conformance import faults_of

PAPERS: tuple[Paper, ...] = get_args(Paper)
LANGUAGES = ("fr", "en")
EVERY = [(family, language, paper) for family in FAMILIES for language in LANGUAGES for paper in PAPERS]
SCANNED = [(family, language) for family in FAMILIES for language in LANGUAGES]
DPI = 150
MM_IN_AN_INCH = 25.4
ONE_PIXEL = MM_IN_AN_INCH / DPI


def marks_in(picture: Picture) -> dict[int, tuple[float, float]]:
    """Marks by id, and their centres in millimetres."""
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50))
    corners, ids, _ = detector.detectMarkers(picture)
    centres = [np.mean(corner[0], axis=0) * ONE_PIXEL for corner in corners]
    return {int(mark): (float(x), float(y)) for mark, (x, y) in zip(ids.ravel(), centres, strict=True)}


@dataclass(frozen=True, slots=True)
class Said:
    """A field as a screen reader finds it."""

    alt: str
    description: str
    ticked: bool


def fields_of(content: bytes) -> list[Said]:
    """Walk the tree of a tagged PDF as a screen reader does; return its fields."""
    with pikepdf.open(BytesIO(content)) as opened:
        return [
            Said(str(one.Alt), str(one.A.Desc), one.A.get("/checked") == "/on")
            for role, one in _walk(opened.Root.StructTreeRoot.K)
            if role == "Form"
        ]


def _walk(element: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    yield str(element.S)[1:], element
    for kid in kids_of(element):
        if "/S" in kid:
            yield from _walk(kid)


def kids_of(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.K
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


@pytest.mark.long
@pytest.mark.parametrize(("family", "language", "paper"), EVERY)
def test_independent_checkers_find_nothing_against_pdf_ua_1_and_pdf_a_2a(
    family: str, language: str, paper: Paper
) -> None:
    assert faults_of(printed(family, language=language, paper=paper)) == []


def test_large_print_holds_to_the_same_standards() -> None:
    assert faults_of(printed("minor", language="fr", large=True)) == []


@pytest.mark.long
@pytest.mark.parametrize(("family", "language"), SCANNED)
def test_each_page_is_told_by_its_code_and_straightened_by_its_marks(family: str, language: str) -> None:
    layout = layout_of(form_of(family), language)
    seen = pictures(printed(family, language=language, paper="letter"), DPI)
    assert len(seen) == len(layout.pages)
    for planned, picture in zip(layout.pages, seen, strict=True):
        (code,) = codes_in(picture)
        assert (code.family, code.version, code.language) == (family, 1, language)
        assert (code.page, code.pages, code.person) == (planned.number, len(seen), "")
        assert code.fingerprint == layout.fingerprint
        marks = marks_in(picture)
        assert sorted(marks) == [mark for mark, _ in planned.marks]
        for mark, place in planned.marks:
            centre = (place.x + place.width / 2, place.y + place.height / 2)
            assert marks[mark] == pytest.approx(centre, abs=1.2 * ONE_PIXEL)


@pytest.mark.parametrize("family", FAMILIES)
def test_each_box_is_where_the_layout_says_and_is_white_inside(family: str) -> None:
    pages = layout_of(form_of(family), "fr").pages
    for planned, picture in zip(
        pages, pictures(printed(family, language="fr", paper="letter"), DPI), strict=True
    ):
        for field in planned.fields:
            if field.kind == "box":
                inside, outline = field.rect.shrunk(0.8), field.rect.shrunk(-0.2)
                assert _cut(picture, inside).min() > 250, field.key
                assert _cut(picture, outline)[:4].min() < 160, field.key


def _cut(picture: Picture, rect: Rect) -> Picture:
    x, y, right, bottom = (round(each / ONE_PIXEL) for each in (rect.x, rect.y, rect.right, rect.bottom))
    return picture[y:bottom, x:right]


def test_the_same_serials_give_the_same_bytes() -> None:
    order = Order("adult", copies=2)
    assert print_blank(press(5), order) == print_blank(press(5), order)


def test_every_copy_of_a_batch_has_a_serial_of_its_own() -> None:
    seen = pictures(printed("refusal", language="fr", copies=5), DPI)
    found = {code.serial for picture in seen for code in codes_in(picture)}
    assert len(found) == 5
    assert all(serials.parse(serial) == serial for serial in found)


def test_the_order_read_aloud_is_the_order_of_the_blocks() -> None:
    content = printed("minor", language="fr", paper="letter")
    text = form_of("minor").text("fr")
    assert text
    with pikepdf.open(BytesIO(content)) as opened:
        part = opened.Root.StructTreeRoot.K.K
        roles = [str(kid.S)[1:] for kid in kids_of(part)]
        heads = [str(kids_of(kid)[0].S)[1:] for kid in kids_of(part) if kid.S == "/Sect"]
    assert roles[:5] == ["P", "H1", "P", "P", "Figure"]
    assert roles[5:] == ["Sect"] * len(text.blocks)
    assert heads == ["H2"] * len(text.blocks)


def test_every_field_says_what_it_is_for() -> None:
    planned = [field for one in layout_of(form_of("adult"), "fr").pages for field in one.fields]
    said = fields_of(printed("adult", language="fr", paper="letter"))
    assert all(field.label in one.alt == one.description for field, one in zip(planned, said, strict=True))


def test_what_is_known_of_a_person_is_written_and_their_answers_are_left_to_them() -> None:
    sheet = Sheet(serials.draw(randbytes), "a" * 26)
    written = {"person_name": "Éloïse Nguyễn", "person_birth_date": "1987-04-03"}
    ticked = frozenset({"role_user"})
    job = Job(form_of("adult"), "fr", Order("adult"), ESTABLISHMENT, (sheet,), written, ticked)
    content = FormPrinter().print_forms(job, no_progress)
    assert [one.alt for one in fields_of(content) if one.ticked] == [
        "Case à cocher\N{NO-BREAK SPACE}: Je reçois ou j'ai reçu des soins ou des services"
    ]
    assert faults_of(content) == []
    (picture,) = pictures(content, DPI)
    assert [code.person for code in codes_in(picture)] == [sheet.person]


def test_a_name_the_font_cannot_write_is_left_to_the_hand() -> None:
    def with_name(name: str) -> bytes:
        sheets = (Sheet(serials.draw(lambda count: b"7" * count)),)
        job = Job(form_of("adult"), "fr", Order("adult"), ESTABLISHMENT, sheets, {"person_name": name})
        return FormPrinter().print_forms(job, no_progress)

    blank = with_name("")
    assert with_name("ᐃᓄᒃ") == blank
    assert with_name("Łukasz Nguyễn") != blank


def test_a_form_to_fill_in_on_screen_has_every_field_and_claims_nothing() -> None:
    content = printed("adult", language="fr", fillable=True)
    with pikepdf.open(BytesIO(content)) as opened:
        names = {str(field.T).partition("_")[2] for field in opened.Root.AcroForm.Fields}
        metadata = opened.Root.Metadata.read_bytes()
    planned = {field.key for page in layout_of(form_of("adult"), "fr").pages for field in page.fields}
    assert names == planned
    assert b"pdfaid:part" not in metadata
    assert b"pdfuaid:part" not in metadata


def drop_language(opened: pikepdf.Pdf) -> None:
    del opened.Root.Lang


def drop_tree(opened: pikepdf.Pdf) -> None:
    del opened.Root.StructTreeRoot


def drop_words_of_the_code(opened: pikepdf.Pdf) -> None:
    del next(one for role, one in _walk(opened.Root.StructTreeRoot.K) if role == "Figure").Alt


def drop_fonts(opened: pikepdf.Pdf) -> None:
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing.FontFile2


def drop_colours(opened: pikepdf.Pdf) -> None:
    del opened.Root.OutputIntents


def drop_title(opened: pikepdf.Pdf) -> None:
    opened.Root.ViewerPreferences.DisplayDocTitle = False


@pytest.mark.parametrize(
    "damage", [drop_language, drop_tree, drop_words_of_the_code, drop_fonts, drop_colours, drop_title]
)
def test_the_checkers_see_what_is_taken_away(damage: Callable[[pikepdf.Pdf], None]) -> None:
    saved = BytesIO()
    with pikepdf.open(BytesIO(printed("refusal", language="fr", paper="letter"))) as opened:
        damage(opened)
        opened.save(saved)
    assert faults_of(saved.getvalue()) != []
