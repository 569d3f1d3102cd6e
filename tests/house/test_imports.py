"""Who may know what, beyond what import-linter sees: the standard library alone, and no one at import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, SERVICE, imported, modules, name_of, parse

ALLOWED = {
    "domain": {"service.domain"},
    "ledger": {"service.ledger"},
    "vault": {"service.vault", "cryptography"},
    "i18n": {"service.i18n"},
    "registry": {"service.registry", "service.domain", "service.ledger", "service.vault", "service.i18n"},
}
READ_THE_ENVIRONMENT = {"service/settings.py", "service/settings", "service/cli"}

WATCHED_IMPORT = """
import importlib, os, pkgutil, sys

def watch(event, arguments):
    opens = event in ("sqlite3.connect", "socket.connect", "socket.bind", "subprocess.Popen", "os.mkdir")
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (opens or writes) and "__pycache__" not in str(arguments[0]) and arguments[0] != os.devnull:
        raise SystemExit(f"{current} does {event} {arguments} when imported")

import service
found = pkgutil.walk_packages(service.__path__, "service.", onerror=lambda name: None)
names = [module.name for module in found]
current = ""
sys.addaudithook(watch)
for current in names:
    if not current.endswith("__main__") and ".migrations" not in current:
        importlib.import_module(current)
"""


@pytest.mark.parametrize("package", ALLOWED)
def test_the_inner_packages_know_the_standard_library_and_each_other(package: str) -> None:
    strangers = [
        f"{name_of(path)} imports {name}"
        for path in modules(SERVICE / package)
        for name in sorted(imported(path))
        if not is_known(name, ALLOWED[package])
    ]
    assert not strangers


def is_known(name: str, allowed: set[str]) -> bool:
    top = name.split(".", maxsplit=1)[0]
    return top in sys.stdlib_module_names or top in allowed or ".".join(name.split(".")[:2]) in allowed


@pytest.mark.long
def test_only_settings_and_the_command_line_read_the_environment() -> None:
    readers = {name_of(path) for path in modules() if reads_environment(path)}
    strangers = {
        name for name in readers if not any(name.startswith(start) for start in READ_THE_ENVIRONMENT)
    }
    assert not strangers


def reads_environment(path: Path) -> bool:
    """True where `os.environ` or `os.getenv` is used, under either way of importing."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"})
        or (isinstance(node, ast.ImportFrom) and any(a.name in {"environ", "getenv"} for a in node.names))
        for node in ast.walk(parse(path))
    )


def test_only_the_clock_reads_the_clock_in_the_rules() -> None:
    asking = {"now", "today", "utcnow", "time", "time_ns", "monotonic"}
    found = [
        f"{name_of(path)}:{node.lineno}"
        for package in ("domain", "ledger", "registry")
        for path in modules(SERVICE / package)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asking
        if isinstance(node.func.value, ast.Name) and node.func.value.id in {"date", "datetime", "time"}
    ]
    assert not found, "the time is passed in (Clock)"


@pytest.mark.long
def test_importing_any_module_opens_nothing() -> None:
    command = [sys.executable, "-B", "-W", "error", "-c", WATCHED_IMPORT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
