"""scripts/bench runs, and writes every figure it promises. What it measures is nobody's test."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scripts.benchmarks.__main__ import main
from tests.house.source import ROOT

BENCH = ROOT / "scripts" / "bench"
FIELDS = {"name", "people", "database", "ratio", "cpu_ratio", "measured", "beside", "unit", "least", "most"}


def figures_in(kept: Path) -> list[dict[str, Any]]:
    figures: list[dict[str, Any]] = json.loads(kept.read_text(encoding="utf-8"))["figures"]
    return figures


@pytest.mark.long
def test_a_short_run_writes_each_figure(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    arguments = [str(BENCH), "--quick", "--people", "50", "--folder", str(tmp_path), "--json", str(kept)]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    figures = figures_in(kept)
    assert [figure["name"] for figure in figures] == ["w1", "w2", "w2_p99", "w3", "memory", "w5"]
    for figure in figures:
        assert figure.keys() >= FIELDS
        assert figure["ratio"] > 0
        assert f"{figure['ratio']:.2f}" in said.stdout


@pytest.mark.long
def test_a_larger_size_is_set_beside_the_smallest(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    arguments = ["w1", "--quick", "--people", "20,50", "--folder", str(tmp_path), "--json", str(kept)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    sizes = [(figure["name"], figure["people"]) for figure in figures_in(kept)]
    assert sizes == [("w1", 20), ("w1", 50), ("w1_growth", 50)]


@pytest.mark.parametrize("arguments", [["w9"], ["--people", "many"], ["--people", "0"]])
def test_what_is_not_understood_is_refused_at_once(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_help_shows_examples() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    assert "Examples:" in said
    assert "scripts/bench w1 w2" in said


@pytest.mark.long
def test_reading_scans_is_measured_on_a_short_stack(tmp_path: Path) -> None:
    kept = tmp_path / "scan.json"
    arguments = [str(BENCH), "scan", "--forms", "1", "--seed", "5", "--json", str(kept)]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert json.loads(kept.read_text(encoding="utf-8"))["found"] == 1


@pytest.mark.long
def test_captions_and_a_folder_of_posts_are_measured(tmp_path: Path) -> None:
    kept = tmp_path / "captions.json"
    arguments = [str(BENCH), "captions", "--quick", "--posts", "20", "--json", str(kept)]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    figures = json.loads(kept.read_text(encoding="utf-8"))
    assert {"caption_ms", "caption_cpu_ms", "over_words", "posts_seconds", "posts_cpu"} <= figures.keys()
    assert figures["posts"] == 20


@pytest.mark.long
def test_the_log_and_codes_are_measured(tmp_path: Path) -> None:
    kept = tmp_path / "ledger.json"
    arguments = [str(BENCH), "ledger", "--quick", "--folder", str(tmp_path), "--json", str(kept)]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert [figure["name"] for figure in figures_in(kept)] == ["w6", "w7", "tokens"]
