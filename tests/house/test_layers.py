"""The architecture is what import-linter says it is; each of its contracts is seen to catch its breach."""

import re
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

from tests.house.source import ROOT, SERVICE

pytestmark = pytest.mark.long

LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

# Contract → imports that must break it, all planted at once.
BREACHES = {
    "Imports point down": [
        ("domain", "service.registry"),
        ("domain", "service.ledger"),
        ("ledger", "service.vault"),
        ("i18n", "service.domain"),
        ("registry", "service.storage"),
        ("storage", "service.documents"),
        ("storage", "service.http"),
        ("api", "service.web"),
        ("web", "service.settings"),
        ("http", "service.wiring"),
    ],
    "Rules, ledger, keys, words and use cases know no framework": [
        ("domain", "pydantic"),
        ("ledger", "click"),
        ("vault", "sqlalchemy"),
        ("i18n", "jinja2"),
        ("registry", "fastapi"),
    ],
    "Rules, ledger, words and use cases hold no keys": [
        ("domain", "cryptography"),
        ("registry", "cryptography"),
    ],
    "Only storage knows SQL": [("api", "sqlmodel"), ("cli", "sqlite3"), ("credentials", "psycopg")],
    "Only documents knows PDF, QR codes and pictures": [("web", "qrcode"), ("storage", "PIL")],
}


def lint(folder: Path) -> str:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The whole service without its data files, free to be damaged."""
    shutil.copy(ROOT / ".importlinter", tmp_path)
    keep_python = shutil.ignore_patterns("__pycache__", "static", "templates", "versions")
    shutil.copytree(SERVICE, tmp_path / "service", ignore=keep_python)
    return tmp_path


def plant(folder: Path, module: str, statement: str) -> None:
    path = folder / "service" / Path(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a", encoding="utf-8") as file:
        file.write(statement + "\n")


def test_the_house_stands_as_drawn() -> None:
    assert " 0 broken." in lint(ROOT)


def test_every_breach_of_a_contract_is_caught_and_named(copy: Path) -> None:
    for importer, imported in chain.from_iterable(BREACHES.values()):
        if imported.startswith("service."):
            plant(copy, f"{imported.removeprefix('service.')}.target", "")
            plant(copy, f"{importer}.planted", f"import {imported}.target")
        else:
            plant(copy, f"{importer}.planted", f"import {imported}")
    said = lint(copy)
    for contract, breaches in BREACHES.items():
        assert f"{contract} BROKEN" in said
        part = said[said.rindex(f"\n{contract}\n") :]
        assert [f"{a} → {b}" for a, b in breaches if not names_breach(part, a, b)] == []


def names_breach(said: str, importer: str, imported: str) -> bool:
    return bool(re.search(rf"service\.{importer}\.planted -> {re.escape(imported)}(\.target)? ", said))


def test_a_package_without_a_place_in_the_layers_is_caught(copy: Path) -> None:
    plant(copy, "errands.planted", "")
    assert "Imports point down BROKEN" in lint(copy)


def test_two_modules_that_need_each_other_are_caught(copy: Path) -> None:
    plant(copy, "domain.hen", "import service.domain.egg")
    plant(copy, "domain.egg", "import service.domain.hen")
    assert "No two parts of one package need each other BROKEN" in lint(copy)
