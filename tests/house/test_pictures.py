"""Pictures of the documents are there, and small enough to read on the road."""

import re

from tests.house.source import ROOT

PAGE = ROOT / "docs" / "one-child-three-views.md"
HEAVIEST = 150_000


def test_every_picture_of_the_three_views_is_there_in_both_languages() -> None:
    shown = re.findall(r"\]\((pictures/[^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert sorted(path.rpartition("-")[2] for path in shown) == ["en.png", "en.png", "fr.png", "fr.png"]
    assert [path for path in shown if not (PAGE.parent / path).exists()] == []


def test_no_picture_is_heavy() -> None:
    pictures = (ROOT / "docs" / "pictures").glob("*.png")
    assert [path.name for path in pictures if path.stat().st_size > HEAVIEST] == []
