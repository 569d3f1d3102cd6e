"""The worked cases and vectors of `scenarios.yaml` (fictional people; source: the rules' own file)."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.domain.ages import age_on, local_date
from service.domain.cases import read_case
from service.domain.configuring import read_config
from service.domain.court_numbers import read_court_number
from service.domain.decision import Decision, decide
from service.domain.facts import Config, Facts
from service.domain.reasons import MASKED
from service.domain.views import communications_view, publisher_view

WHOLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("scenarios.yaml").read_text(encoding="utf-8"))
SCENARIOS = WHOLE["scenarios"]
VECTORS = WHOLE["vectors"]


def decided(scenario: dict[str, Any]) -> tuple[Facts, Decision]:
    facts, config = read_case({"facts": scenario["facts"]})
    return facts, decide(facts, config)


def test_all_the_scenarios_are_here() -> None:
    assert len(SCENARIOS) == 35


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one["id"])
def test_a_scenario_gets_its_verdict_and_its_reasons(scenario: dict[str, Any]) -> None:
    _, decision = decided(scenario)
    assert decision.verdict == scenario["expected"]["verdict"]
    assert set(scenario["expected"]["reasons"]) <= set(decision.reasons)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one["id"])
def test_a_masked_scenario_shows_nothing_of_what_it_hides(scenario: dict[str, Any]) -> None:
    facts, decision = decided(scenario)
    assert not MASKED & set(communications_view(facts, Config(), decision).reasons)
    view = publisher_view(decision)
    assert (view.answer == "no") == (scenario["expected"]["verdict"] in {"DENY", "REVIEW"})


def test_the_defaults_are_those_of_the_rules() -> None:
    assert read_config(WHOLE["config_defaults"]) == Config()


@pytest.mark.parametrize("number", VECTORS["court_file_number"]["valid"])
def test_a_valid_court_number_is_read(number: str) -> None:
    read = read_court_number(number)
    assert read is not None
    assert read.check_holds


@pytest.mark.parametrize("wrong", VECTORS["court_file_number"]["invalid"], ids=lambda one: one["reason"])
def test_an_invalid_court_number_is_not(wrong: dict[str, str]) -> None:
    read = read_court_number(wrong["value"])
    assert read is None or not read.check_holds


@pytest.mark.parametrize("row", VECTORS["age"]["cases"], ids=lambda row: f"{row['dob']}-{row['on']}")
def test_ages_are_in_completed_years(row: dict[str, Any]) -> None:
    assert age_on(date.fromisoformat(row["dob"]), date.fromisoformat(row["on"])) == row["age"]


@pytest.mark.parametrize("row", VECTORS["local_date"]["cases"], ids=lambda row: row["instant"])
def test_dates_are_local_to_the_place_of_publication(row: dict[str, str]) -> None:
    instant = datetime.fromisoformat(row["instant"])
    assert local_date(instant, Config().time_zone) == date.fromisoformat(row["local"])
