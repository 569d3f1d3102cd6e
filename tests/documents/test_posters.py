"""Posters: a telephone reads their code, and they hold to the standards of every document."""

from datetime import date

import pytest
import zxingcpp

from service.documents.poster import draw_poster
from service.registry.errors import Invalid
from service.registry.poster_sheets import PosterSheet
from tests.documents.shop import ESTABLISHMENT, pictures
from tests.support.conformance import faults_of

ADDRESS = "https://autorisations.exemple.qc.ca/affiche/ab3cd4ef5gh6jk7mn8pq9rs2tu"


def sheet(language: str, activity: str = "Portes ouvertes", place: str = "Hall d'entrée") -> PosterSheet:
    words = ESTABLISHMENT
    return PosterSheet(
        language, activity, place, date(2026, 11, 28), ADDRESS, words["establishment"], words["phone"]
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_poster_conforms_and_its_code_opens_its_address(language: str) -> None:
    content = draw_poster(sheet(language))
    assert faults_of(content) == []
    (picture,) = pictures(content, 100)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [ADDRESS]
    assert draw_poster(sheet(language)) == content


def test_words_that_do_not_fit_are_refused() -> None:
    with pytest.raises(Invalid):
        draw_poster(sheet("fr", activity="Fête " * 60))
    assert draw_poster(sheet("fr", activity="W" * 40, place="M" * 40))
