"""Badges: two patterns told apart without colour, the same neutral one for everybody who is not a plain yes.

Seen to fail: with one pattern for both, and with a third mark for who has conditions.
"""

from io import BytesIO

import pytest
from pypdf import PdfReader

from service.documents.badges import bars, checks, draw_badges
from service.documents.sheets.ink import Rect
from service.i18n.badges import BADGES
from service.registry.badge_sheets import BadgeSheet, Wearer
from service.registry.errors import Invalid


def sheet(*wearers: tuple[str, bool], language: str = "fr") -> BadgeSheet:
    return BadgeSheet(language, "Portes ouvertes", tuple(Wearer(*one) for one in wearers))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_badges_are_six_a_page_of_letter() -> None:
    reader = PdfReader(BytesIO(draw_badges(sheet(*[(f"Personne {n}", False) for n in range(7)]))))
    assert [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages] == [
        (612.0, 792.0)
    ] * 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_badge_says_in_words_what_its_pattern_says(language: str) -> None:
    text = text_of(draw_badges(sheet(("Ana Roy", True), ("Bo Roy", False), language=language)))
    assert BADGES[language]["free"].split(":")[-1].strip() in text.replace("\N{NO-BREAK SPACE}", " ")
    assert BADGES[language]["ask"] in text


def test_whoever_is_no_plain_yes_has_the_same_badge_but_for_the_name() -> None:
    one, other = (draw_badges(sheet((name, False))) for name in ("Abel Roy", "Abel Roy"))
    assert one == other


def test_the_patterns_differ_in_shape() -> None:
    band = Rect(0.0, 0.0, 80.0, 15.0)
    assert {rect.height for rect in bars(band)} == {15.0}
    assert {rect.height for rect in checks(band)} == {5.0}
    assert all(rect.right <= band.right + 0.01 for rect in (*bars(band), *checks(band)))


def test_a_long_name_is_set_smaller_and_one_too_long_is_said() -> None:
    draw_badges(sheet(("Marie-Madeleine-Alexandrine de la Rochefoucauld-Beauchesne", False)))
    with pytest.raises(Invalid):
        draw_badges(sheet(("Longuement " * 30, False)))
