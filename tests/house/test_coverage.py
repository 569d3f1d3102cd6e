"""No branch of the rules or of the ledger is without a test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

PACKAGES = ["domain", "ledger"]


@pytest.mark.long
@pytest.mark.parametrize("package", PACKAGES)
def test_every_branch_is_taken_by_the_tests_of_its_package(package: str, tmp_path: Path) -> None:
    environment = {**os.environ, "COVERAGE_FILE": str(tmp_path / "coverage"), "AVAL_LONG": ""}
    measure = ["coverage", "run", "--branch", f"--source=service.{package}", "-m", "pytest", "-q"]
    report = ["coverage", "report", "--show-missing", "--skip-covered", "--fail-under=100"]
    for command in ([*measure, f"tests/{package}"], report):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
