"""The reference says what the code does: it is written from it, and compared here."""

import re
from dataclasses import fields

import pytest

from scripts.reference_pages.pages import reference
from service.domain.decision_table import decision_table
from service.domain.facts import Config
from service.domain.reasons import CHAPTERS, REASONS
from service.domain.vocabulary import CONDITIONS
from tests.house.source import ROOT

FOLDER = ROOT / "docs" / "reference"
PAGES = sorted(path.name for path in FOLDER.glob("*.md"))


def test_no_page_of_the_reference_is_missing_or_left_over() -> None:
    assert set(PAGES) == set(reference())


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == reference()[name], "run scripts/reference"


@pytest.mark.parametrize("name", [name for name in PAGES if not name.endswith(".en.md")])
def test_french_pages_are_set_as_in_quebec(name: str) -> None:
    lines = reference()[name].split("\n")
    assert [line for line in lines if re.search(r" [:»?!;]|« ", line)] == []


def test_every_reason_stands_in_one_chapter() -> None:
    assert len(set(REASONS)) == len(REASONS) == sum(len(codes) for codes in CHAPTERS.values())


def test_the_table_has_one_row_a_reason_and_names_what_exists() -> None:
    table = decision_table()
    assert tuple(row.code for row in table) == REASONS
    assert {key for row in table for key in row.settings} <= {field.name for field in fields(Config)}
    assert {code for row in table for code in row.conditions} <= set(CONDITIONS)
