"""The commands people type: they explain themselves, refuse what they do not know, and start fast."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.house.source import ROOT, name_of

SCRIPTS = ROOT / "scripts"
ALL = [*sorted(path for path in SCRIPTS.iterdir() if path.is_file()), ROOT / ".ci" / "run"]


def run(*command: str | Path, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("script", ALL, ids=name_of)
def test_a_script_can_be_run_and_says_at_its_head_what_it_is_for(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert os.access(script, os.X_OK)
    assert lines[0].startswith("#!/")
    assert lines[1].startswith(("# ", '"""'))


@pytest.mark.parametrize("name", ["run", "test"])
def test_help_shows_examples_before_options(name: str) -> None:
    said = run(SCRIPTS / name, "--help")
    assert said.returncode == 0
    assert f"Usage: scripts/{name}" in said.stdout
    assert "Examples:" in said.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--prot", "8000"], "--prot"),
        (["--port", "http"], "http"),
        (["--port"], "--port needs"),
        (["--workers=0"], '"0"'),
        (["--data", ""], "folder"),
    ],
)
def test_run_refuses_what_it_does_not_understand_and_starts_nothing(arguments: list[str], word: str) -> None:
    said = run(SCRIPTS / "run", *arguments)
    assert said.returncode == 2
    assert word in said.stderr


def test_a_set_up_that_is_ready_costs_no_time(tmp_path: Path) -> None:
    started = time.monotonic()
    assert run(SCRIPTS / "setup", "--test", cwd=tmp_path).returncode == 0
    assert time.monotonic() - started < 3


def test_a_checkout_is_not_changed_by_where_it_is_called_from(tmp_path: Path) -> None:
    assert run(SCRIPTS / "run", "--help", cwd=tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_the_set_up_says_what_is_missing_when_python_is_too_old(tmp_path: Path) -> None:
    copy = tmp_path / "project" / "scripts"
    copy.mkdir(parents=True)
    shutil.copy(SCRIPTS / "setup", copy)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "env", "dirname", "cmp", "cat"):
        (tools / name).symlink_to(shutil.which(name) or name)
    environment = {"PATH": str(tools)}
    said = subprocess.run([copy / "setup"], env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "Python 3.11 or later is needed" in said.stderr
