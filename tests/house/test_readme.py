"""What the README tells people to type and to open is there."""

import re
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ONE_SCREEN = 60
AVAL = Path(sys.executable).with_name("aval")


def test_the_readme_is_one_screen() -> None:
    assert len(README.splitlines()) <= ONE_SCREEN


def test_every_link_and_picture_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_script_and_file_it_names_exists() -> None:
    named = set(re.findall(r"\b(scripts/\w+|docker-compose\.yml)", README))
    assert {"scripts/run", "scripts/test"} <= named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_command_it_names_explains_itself() -> None:
    commands = {tuple(found.split()) for found in re.findall(r"bin/aval ([a-z]+(?: [a-z]+)?)", README)}
    for command in commands:
        done = subprocess.run([AVAL, *command, "--help"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
