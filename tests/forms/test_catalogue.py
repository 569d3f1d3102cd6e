"""Finding a form by family and version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from service.forms.catalogue import Catalogue
from service.forms.loader import load_forms

FOLDER = Path(__file__).parents[2] / "consent_forms"
ADULT_V1 = next(version for version in load_forms(FOLDER).versions if version.family == "adult")
ADULT_V2 = replace(ADULT_V1, version=2, effective_from=date(2027, 1, 1))
DRAFT_V3 = replace(ADULT_V1, version=3, status="draft")
CATALOGUE = Catalogue((ADULT_V2, DRAFT_V3, ADULT_V1))


def test_without_a_version_the_newest_published_one_is_found() -> None:
    assert CATALOGUE.find("adult") is ADULT_V2


def test_a_paper_names_the_version_it_was_printed_from() -> None:
    assert CATALOGUE.find("adult", 1) is ADULT_V1


def test_on_a_day_the_newest_version_in_effect_is_found() -> None:
    assert CATALOGUE.find("adult", on=date(2026, 12, 31)) is ADULT_V1
    assert CATALOGUE.find("adult", on=date(2027, 1, 1)) is ADULT_V2
    assert CATALOGUE.find("adult", on=date(2024, 6, 30)) is None


def test_an_unknown_family_or_version_and_a_draft_are_not_found() -> None:
    assert CATALOGUE.find("pet") is None
    assert CATALOGUE.find("adult", 9) is None
    assert CATALOGUE.find("adult", 3) is None


def test_a_family_of_drafts_alone_is_not_listed() -> None:
    assert CATALOGUE.families() == ("adult",)
    assert Catalogue((DRAFT_V3,)).families() == ()


def test_words_are_found_by_language_block_and_key() -> None:
    text = ADULT_V1.text("en")
    assert text is not None
    assert text.label("limit_review_first") == "See it before it is published"
    assert text.label("nothing") is None
    assert text.block("nothing") is None
    assert ADULT_V1.text("de") is None


def test_a_field_has_a_box_only_when_there_is_something_to_tick() -> None:
    boxes = {field.key: field.boxes for field in ADULT_V1.fields}
    assert boxes["media_photo"] == ("media_photo",)
    assert boxes["covers_health"] == ("covers_health_yes", "covers_health_no")
    assert boxes["person_name"] == ()
