"""scripts/bench runs, and writes every figure it promises. What it measures is nobody's test."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.house.source import ROOT

BENCH = ROOT / "scripts" / "bench"
FIELDS = {"name", "people", "database", "ratio", "cpu_ratio", "measured", "beside", "unit", "least", "most"}


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([BENCH, *arguments], capture_output=True, text=True, check=False, timeout=240)


def test_a_short_run_writes_each_figure_at_each_size(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    said = run("--quick", "--people", "20,50", "--folder", str(tmp_path), "--json", str(kept))
    assert said.returncode == 0, said.stdout + said.stderr
    figures = json.loads(kept.read_text(encoding="utf-8"))["figures"]
    both, largest, smallest = {20, 50}, {50}, {20}
    assert {name: {one["people"] for one in figures if one["name"] == name} for name in names(figures)} == {
        "w1": both,
        "w2": both,
        "w2_p99": both,
        "w3": both,
        "w5": smallest,
        "w1_growth": largest,
        "w2_growth": largest,
        "memory": both,
    }
    for figure in figures:
        assert figure.keys() >= FIELDS
        assert figure["ratio"] > 0
        assert f"{figure['ratio']:.2f}" in said.stdout


def names(figures: list[dict[str, object]]) -> set[str]:
    return {str(figure["name"]) for figure in figures}


@pytest.mark.parametrize("arguments", [["w9"], ["--people", "many"], ["--people", "0"]])
def test_what_is_not_understood_is_refused_at_once(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2


def test_help_shows_examples() -> None:
    said = run("--help")
    assert said.returncode == 0
    assert "Examples:" in said.stdout
    assert "scripts/bench w1 w2" in said.stdout
