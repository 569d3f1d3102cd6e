"""The serious-injury test and the eight items of the register."""

from __future__ import annotations

import csv
from dataclasses import asdict, replace
from datetime import timedelta
from io import StringIO

import pytest

from service.i18n.words import words_for
from service.registry.errors import Invalid, NotFound
from service.registry.incident_handling import sort_incident, take_measure
from service.registry.incident_register import (
    assess_incident,
    kept_until,
    note_notice,
    notices_lacking,
    suggests_injury,
)
from service.registry.incident_reports import ITEMS, RegisterTeller, tell_register, write_register
from service.registry.moments import today
from tests.web.declared import assessed, declared
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]


@pytest.mark.parametrize(
    ("answers", "suggests"),
    [
        (("yes", "yes", "yes"), True),
        (("yes", "yes", "no"), True),
        (("yes", "no", "unknown"), True),
        (("no", "unknown", "unknown"), True),
        (("yes", "no", "no"), False),
        (("no", "no", "unknown"), False),
        (("no", "no", "no"), False),
    ],
)
def test_two_answers_other_than_no_suggest_a_risk(answers: tuple[str, str, str], *, suggests: bool) -> None:
    assert suggests_injury(*answers) is suggests


def test_a_risk_asks_for_three_notices_and_each_is_noted_with_its_day(establishment: Establishment) -> None:
    ports, quality = establishment.ports, establishment.users["quality"]
    number = declared(establishment).number
    sort_incident(ports, quality, number, "confidentiality")
    record = assess_incident(ports, quality, number, assessed(establishment))
    assert notices_lacking(record) == ("cai", "minister", "persons")
    for to in ("cai", "minister", "persons", "public"):
        record = note_notice(ports, quality, number, to, (today(ports), "Par la poste"))
    assert notices_lacking(record) == ()
    assert kept_until(record) == today(ports).year + 5
    calm = assess_incident(ports, quality, number, assessed(establishment, serious=False))
    assert notices_lacking(calm) == ()


def test_every_item_is_told_in_its_order(establishment: Establishment) -> None:
    ports, quality = establishment.ports, establishment.users["quality"]
    number = declared(establishment).number
    sort_incident(ports, quality, number, "confidentiality")
    assess_incident(ports, quality, number, assessed(establishment))
    record = take_measure(ports, quality, number, today(ports), "Équipe informée.")
    for language in ("fr", "en"):
        items = RegisterTeller(ports, words_for("quality", language)).items(record)
        assert [label.partition(".")[0] for label, _ in items] == [str(n) for n in range(1, 9)]
        assert all(values and all(values) for _, values in items)
    given = asdict(assessed(establishment))
    told = str(RegisterTeller(ports, words_for("quality", "fr")).items(record))
    assert all(given[name] in told for name in ("information", "circumstances", "period", "persons", "why"))
    report = tell_register(ports, (record,), "fr", "Quality")
    assert len(report.sections[0].facts) == len(ITEMS) + 2


def test_an_ecart_and_what_nobody_sorted_have_no_place_in_the_register(establishment: Establishment) -> None:
    ports, quality = establishment.ports, establishment.users["quality"]
    number = declared(establishment).number
    with pytest.raises(NotFound):
        assess_incident(ports, quality, number, assessed(establishment))
    sort_incident(ports, quality, number, "quality")
    with pytest.raises(NotFound):
        assess_incident(ports, quality, number, assessed(establishment))


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"why": " "}, "/why", "MISSING"),
        ({"persons": "x" * 101}, "/persons", "TOO_LONG"),
        ({"likely": "maybe"}, "/likely", "NOT_IN_LIST"),
        ({"circumstances": "ROYC 8403 2715"}, "/circumstances", "FORBIDDEN_NUMBER"),
    ],
)
def test_what_is_missing_or_forbidden_is_named(
    establishment: Establishment, change: dict[str, str], pointer: str, code: str
) -> None:
    ports, quality = establishment.ports, establishment.users["quality"]
    given = replace(assessed(establishment), **change)  # type: ignore[arg-type] # texts of it
    with pytest.raises(Invalid) as refused:
        assess_incident(ports, quality, 1, given)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [(pointer, code)]


def test_a_day_that_has_not_come_is_refused(establishment: Establishment) -> None:
    ports, quality = establishment.ports, establishment.users["quality"]
    later = today(ports) + timedelta(days=1)
    with pytest.raises(Invalid):
        assess_incident(ports, quality, 1, replace(assessed(establishment), aware_on=later))
    with pytest.raises(Invalid):
        take_measure(ports, quality, 1, later, "Demain.")
    with pytest.raises(Invalid):
        note_notice(ports, quality, 1, "cai", (later, ""))


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@SUM(A1)", "\t=2", "a;=2"])
def test_no_cell_of_the_list_begins_a_formula(establishment: Establishment, text: str) -> None:
    ports, quality = establishment.ports, establishment.users["quality"]
    number = declared(establishment).number
    sort_incident(ports, quality, number, "confidentiality")
    record = assess_incident(ports, quality, number, replace(assessed(establishment), information=text))
    sheet = write_register(ports, (record,), "fr").decode("utf-8-sig")
    row = list(csv.reader(StringIO(sheet), delimiter=";"))[1]
    assert row[2].startswith("'")
