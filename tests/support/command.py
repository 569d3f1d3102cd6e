"""Running `aval` in this process: one of its own would cost two seconds each time."""

from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from service.cli.main import cli
from service.cli.refusing import say_what_to_mend


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run_here(environment: Mapping[str, str], *arguments: str | Path) -> Said:
    """Run a command as the command line would, with these settings."""
    given = [str(argument) for argument in arguments]
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as ours, redirect_stdout(out), redirect_stderr(err):
        for name, value in environment.items():
            ours.setenv(name, value)
        code = say_what_to_mend(lambda: cli.main(given, prog_name="aval", standalone_mode=False))
    return Said(code, out.getvalue(), err.getvalue())
