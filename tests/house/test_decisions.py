"""A decision record is one page, and names what holds us to it."""

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT

FOLDER = ROOT / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Enforced by"]
ONE_PAGE = 60


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_has_its_four_parts_on_one_page(record: Path) -> None:
    lines = record.read_text(encoding="utf-8").splitlines()
    assert [line[3:] for line in lines if line.startswith("## ")] == SECTIONS
    assert lines[0].startswith(f"# {record.name[:4]} ")
    assert len(lines) <= ONE_PAGE


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_what_enforces_a_decision_exists(record: Path) -> None:
    enforced = record.read_text(encoding="utf-8").split("## Enforced by")[1]
    paths = re.findall(r"`([\w./-]+)`", enforced)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_records_are_numbered_without_gaps_and_listed() -> None:
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))
    listed = re.findall(r"\(([^)]+\.md)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert listed == [record.name for record in RECORDS]
