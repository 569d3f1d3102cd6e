"""`aval posts review`: all live posts decided again now, and what that did."""

import json
from pathlib import Path

from service.settings import load_settings
from service.wiring import init
from tests.support.command import run_here


def test_a_review_says_what_it_did(tmp_path: Path) -> None:
    environment = {"AVAL_DATA_DIR": str(tmp_path / "data")}
    init(load_settings(environment))
    said = run_here(environment, "posts", "review", "--json")
    assert said.returncode == 0, said.stderr
    shown = json.loads(said.stdout)
    assert (shown["live"], shown["listed"], shown["lapsed"]) == (0, 0, 0)
    text = run_here(environment, "posts", "review").stdout
    assert text == "0 live posts decided again, 0 to take down, 0 lapsed.\n"
