"""Scans are read: every form found, no doubtful mark taken for a yes, no unsigned form for a signed one."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image

from scripts.benchmarks.scanning import score
from service.documents.scans.boxes import Box
from service.documents.scans.gathering import gather
from service.documents.scans.page_reading import judge_boxes, rows_of
from service.documents.scans.page_values import Garbled, PageReading, decode_page
from service.documents.scans.reading import ScanReader
from service.registry.scans import Doubt, Place, ScanReading
from tests.documents.hostile import HOSTILE, blank_pdf, saved
from tests.documents.shop import FAMILIES, Picture, form_of, forms, pictures, printed
from tests.support.stacks import as_pdf, stack_of

SOON = 2.0
ALWAYS = {"an encrypted PDF", "a PDF with a bomb", "a JPEG cut short"}
"""The worst are tried through the pages at every run, in tests/web."""
QUICK = [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.long) for name in HOSTILE]
OFTEN = {("JPEG", 90), ("TIFF", 180)}
WAYS = [(kind, turned) for kind in ("JPEG", "PNG", "TIFF") for turned in (0, 90, 180, 270)]
TURNED = [way if way in OFTEN else pytest.param(*way, marks=pytest.mark.long) for way in WAYS]
READER = ScanReader(forms().versions)
DAMAGES = [("an array", [1]), ("another kind", {"kind": "yes"}), ("no number", {"kind": "form"})]


def read(*files: Path) -> ScanReading:
    return READER.read(files, lambda _done, _total: None)


def jpeg(picture: Picture, quality: int = 80) -> bytes:
    done, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return content.tobytes()


def kept(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def pages_of(family: str) -> list[Picture]:
    return pictures(printed(family, language="fr", paper="letter"), 200)


@pytest.mark.long
@pytest.mark.parametrize("count", [1, pytest.param(8, marks=pytest.mark.long)])
def test_a_worn_and_shuffled_stack_is_read_without_a_wrong_yes(count: int, tmp_path: Path) -> None:
    stack = stack_of(forms(), FAMILIES, count, 101, tmp_path)
    found = score(stack, read(kept(tmp_path, "stack.pdf", stack.content)), 1.0, 0)
    assert found.found == found.forms
    assert found.wrong_yes == 0
    assert found.unsigned_caught == found.unsigned
    assert found.blank_dropped == found.blank
    assert found.right >= 0.99 * found.boxes


def test_a_form_as_it_left_the_printer_says_nothing(tmp_path: Path) -> None:
    reading = read(kept(tmp_path, "form.pdf", printed("adult", language="fr")))
    (form,) = reading.forms
    assert set(form.boxes.values()) == {"no"}
    assert set(form.ink.values()) == {False}
    assert form.doubts == ()
    assert (form.family, form.version, form.dates) == ("adult", 1, {})


@pytest.mark.long
@pytest.mark.parametrize(("kind", "turned"), TURNED)
def test_a_picture_is_read_any_way_up(turned: int, kind: str, tmp_path: Path) -> None:
    image = Image.fromarray(pages_of("withdrawal")[0]).rotate(turned, expand=True)
    image.save(tmp_path / "form", kind)
    (form,) = read(tmp_path / "form").forms
    assert (form.family, form.doubts) == ("withdrawal", ())


@pytest.mark.long
def test_two_sides_from_two_photos_are_one_form_and_a_copy_is_shown(tmp_path: Path) -> None:
    front, back = (jpeg(page) for page in pages_of("minor"))
    files = [kept(tmp_path, name, page) for name, page in (("b", back), ("a", front), ("c", back))]
    (form,) = read(*files).forms
    assert [Path(place.source).name for place in form.places] == ["a", "b", "c"]
    assert form.doubts == (Doubt("DUPLICATE"),)


@pytest.mark.long
def test_a_missing_page_leaves_its_boxes_in_doubt(tmp_path: Path) -> None:
    (form,) = read(kept(tmp_path, "front.jpg", jpeg(pages_of("minor")[0]))).forms
    assert Doubt("PAGE_MISSING") in form.doubts
    assert "unreadable" in form.boxes.values()
    assert "yes" not in form.boxes.values()


def test_several_pages_of_a_tiff_are_read_and_what_is_no_form_is_kept(tmp_path: Path) -> None:
    note = np.full((1400, 1000), 255, np.uint8)
    for line in range(100, 1300, 60):
        cv2.putText(note, "une note jointe", (80, line), cv2.FONT_HERSHEY_SIMPLEX, 1, (0,), 2)
    sheets = [pages_of("refusal")[0], np.full((1400, 1000), 248, np.uint8), note]
    first, *others = (Image.fromarray(sheet) for sheet in sheets)
    first.save(tmp_path / "stack.tif", save_all=True, append_images=others)
    reading = read(tmp_path / "stack.tif")
    assert len(reading.forms) == 1
    assert [(page.place.page, page.code) for page in reading.unread] == [(3, "NO_CODE")]
    assert [place.page for place in reading.blank] == [2]


@pytest.mark.long
def test_a_page_without_a_mark_is_read_with_a_doubt_and_with_two_not_at_all(tmp_path: Path) -> None:
    page = pages_of("refusal")[0].copy()
    page[-150:, -150:] = 255
    (form,) = read(kept(tmp_path, "three.jpg", jpeg(page))).forms
    assert Doubt("MARK_MISSING") in form.doubts
    page[-150:, :150] = 255
    reading = read(kept(tmp_path, "two.jpg", jpeg(page)))
    assert [page.code for page in reading.unread] == ["NO_MARKS"]


@pytest.mark.long
@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_file_is_refused_soon_and_the_next_is_read(name: str, tmp_path: Path) -> None:
    make, codes = HOSTILE[name]
    file = kept(tmp_path, "file", make())
    started = sum(os.times()[:4])
    reading = read(file)
    assert sum(os.times()[:4]) - started < SOON, "of computing: the machine may be busy with other tests"
    assert {one.code for one in reading.refused} | {page.code for page in reading.unread} <= codes
    assert reading.refused or reading.unread
    assert reading.forms == ()


@pytest.mark.long
def test_a_page_drawn_rather_than_scanned_and_one_with_its_picture_cropped_are_seen_as_people_do(
    tmp_path: Path,
) -> None:
    content = as_pdf([jpeg(pages_of("refusal")[0])])
    with pikepdf.open(BytesIO(content)) as made:
        made.pages[0].obj.CropBox = pikepdf.Array([0, 0, 612, 300])
        cropped = saved(made)
    assert len(read(kept(tmp_path, "whole.pdf", content)).forms) == 1
    assert read(kept(tmp_path, "half.pdf", cropped)).forms == ()


HIDING = {
    "made transparent": "/GS0 gs q 612 0 0 792 0 0 cm /Im0 Do Q",
    "on a layer that is off": "/OC /MC0 BDC q 612 0 0 792 0 0 cm /Im0 Do Q EMC",
}


@pytest.mark.parametrize(
    "how", ["made transparent", pytest.param("on a layer that is off", marks=pytest.mark.long)]
)
def test_a_picture_that_the_page_hides_is_not_read(how: str, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(as_pdf([jpeg(pages_of("refusal")[0])]))) as made:
        layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Formulaire"))
        shown = pikepdf.Dictionary(OFF=pikepdf.Array([layer]), Order=pikepdf.Array([layer]))
        made.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=shown)
        resources = made.pages[0].obj.Resources
        resources.ExtGState = pikepdf.Dictionary(GS0=pikepdf.Dictionary(ca=0))
        resources.Properties = pikepdf.Dictionary(MC0=layer)
        made.pages[0].Contents = pikepdf.Stream(made, HIDING[how].encode())
        hidden = saved(made)
    reading = read(kept(tmp_path, "hidden.pdf", hidden))
    assert (reading.forms, len(reading.blank)) == ((), 1)


def test_a_file_that_is_not_there_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    reading = read(tmp_path / "none.pdf", kept(tmp_path, "blank.pdf", saved(blank_pdf())))
    assert [one.code for one in reading.refused] == ["NOT_READABLE"]
    assert len(reading.blank) == 1


def test_a_row_marked_twice_says_nothing_and_a_lone_mark_says_yes() -> None:
    row = rows_of(form_of("adult"))[0]
    one, two, three = (Box(marked=False), Box(marked=True), Box(marked=True))
    answers, doubts = judge_boxes(dict(zip(row, (one, two, three), strict=True)), (row,))
    assert list(answers.values()) == ["no", "unreadable", "unreadable"]
    assert {doubt.code for doubt in doubts} == {"ROW_MARKED_TWICE"}
    answers, doubts = judge_boxes(dict(zip(row, (one, two, one), strict=True)), (row,))
    assert list(answers.values()) == ["no", "yes", "no"]
    assert doubts == []


@pytest.mark.parametrize(("_", "said"), DAMAGES)
def test_what_a_broken_reader_says_is_not_believed(_: str, said: object) -> None:
    with pytest.raises(Garbled):
        decode_page(said)


def test_pages_that_are_no_form_make_no_form() -> None:
    assert gather([(Place("a", 1), PageReading(1, "blank"))], ()) == ()


@pytest.mark.long
def test_the_command_gives_one_document_and_exit_1_for_a_file_refused(tmp_path: Path) -> None:
    good = kept(tmp_path, "form.pdf", printed("refusal", language="fr"))
    bad = kept(tmp_path, "bad.pdf", b"%PDF-")
    aval = [sys.executable, "-m", "service.cli.main", "scan"]
    done = subprocess.run([*aval, str(good), str(bad), "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "DAMAGED" in done.stderr
    assert '"family": "refusal"' in done.stdout
    done = subprocess.run([*aval, str(good)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "refusal v1" in done.stdout
    assert "not signed" in done.stdout
