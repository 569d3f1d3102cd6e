"""One row per concept, and the code calls it what the glossary says."""

import re
from collections import Counter

import pytest

from service.domain import vocabulary
from tests.house.source import ROOT, SERVICE, modules

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in GLOSSARY.splitlines() if re.match(r"\| \S", line)]
CONCEPTS = [row for row in ROWS if row[0] != "Français"]
CODES = [code for row in CONCEPTS for code in re.findall(r"`([A-Za-z_]+)`", row[2])]
WORDS = set(re.findall(r"\w+", "\n".join(path.read_text(encoding="utf-8") for path in modules(SERVICE))))
WORDS |= {path.stem for path in modules(SERVICE)}

LISTS_WITH_ROWS = ["VERDICTS", "ROLES", "CAPACITY_STATUSES", "CONDITIONS", "COURTS", "ANSWERS"]


def test_every_row_has_french_english_and_a_name() -> None:
    assert [row for row in CONCEPTS if len(row) < 3 or not re.search(r"`\w+`", row[2])] == []


def test_every_name_is_one_the_code_uses() -> None:
    assert [code for code in CODES if code not in WORDS] == []


def test_no_name_stands_for_two_concepts() -> None:
    assert [code for code, times in Counter(CODES).items() if times > 1] == []


@pytest.mark.parametrize("name", LISTS_WITH_ROWS)
def test_every_word_of_a_closed_list_has_its_row(name: str) -> None:
    assert set(getattr(vocabulary, name)) - set(CODES) == set()
