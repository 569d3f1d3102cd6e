"""What is installed is what was locked, byte for byte, wherever it is fetched from."""

import re
import tomllib

import pytest

from tests.house.source import ROOT

LOCKS = ["requirements-setup.lock", "requirements.lock", "requirements-test.lock", "requirements-gate.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read_lock(name: str) -> dict[str, str]:
    """Each package's lines, its version and hashes together, by `name==version`."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return {line.split()[0]: line for line in text.splitlines() if line.strip()}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(name: str) -> None:
    line = re.compile(r"[a-z0-9._-]+==\S+( ; .+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert [entry for entry in read_lock(name).values() if not line.fullmatch(entry)] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-gate.lock"])
def test_the_product_runs_on_exactly_what_was_tested(name: str) -> None:
    tested = read_lock("requirements-test.lock")
    assert {k: v for k, v in read_lock(name).items() if tested.get(k) != v} == {}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements-setup.lock", PROJECT["dependency-groups"]["setup"]),
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-test.lock", PROJECT["dependency-groups"]["test"]),
        ("requirements-gate.lock", PROJECT["dependency-groups"]["gate"]),
    ],
)
def test_every_dependency_is_locked(lock: str, wanted: list[str]) -> None:
    names = {re.split(r"[\[<>=!~]", requirement)[0].lower() for requirement in wanted}
    locked = {entry.split("==")[0] for entry in read_lock(lock)}
    assert names - locked == set(), "run scripts/lock"
