"""What every test may ask for, and which tests run here.

`scripts/test` leaves out what this machine lacks and says so; `scripts/test --all` leaves nothing out.
Examples are the same at each run, so that a change is judged on its own; with --all, AVAL_FRESH=1 draws new
ones. In full, a night long: `AVAL_EXAMPLES=1000 AVAL_MANY=10000 scripts/test --all`.
"""

import gc
import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, settings

from tests.support.browser import browser, context, page
from tests.support.live import live_server
from tests.support.parts import find_chromium, find_postgres, wants_everything
from tests.support.postgres import database_url, postgres_server, postgres_url

__all__ = [
    "browser",
    "context",
    "database_url",
    "live_server",
    "page",
    "postgres_server",
    "postgres_url",
]

NEEDS = {"postgres": ("postgres_server", "postgres_url"), "browser": ("browser", "context", "page")}

settings.register_profile("short", max_examples=25, deadline=None, derandomize=True)
settings.register_profile(
    "long",
    max_examples=int(os.environ.get("AVAL_EXAMPLES", "200")),
    deadline=None,
    derandomize=not os.environ.get("AVAL_FRESH"),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("long" if wants_everything() else "short")


def missing_parts() -> dict[str, str]:
    """The markers whose tests cannot or need not run now, each with the reason in words."""
    absent: dict[str, str] = {}
    if not find_postgres():
        absent["postgres"] = "PostgreSQL not found"
    if not find_chromium():
        absent["browser"] = "Chromium not found"
    return absent


def left_out() -> dict[str, str]:
    if wants_everything():
        return {}
    return {**missing_parts(), "long": "long tests run with scripts/test --all"}


def pytest_configure() -> None:
    gc.disable()  # thousands of tests are found and stay: looking through them for waste takes a third
    if wants_everything() and (absent := missing_parts()):
        raise pytest.UsageError("scripts/test --all needs every part: " + ", ".join(absent.values()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        mark_needs(item)
    unwanted = set(left_out())
    dropped = [item for item in items if unwanted & {mark.name for mark in item.iter_markers()}]
    if dropped:
        items[:] = [item for item in items if item not in dropped]
        config.hook.pytest_deselected(items=dropped)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def mark_needs(item: pytest.Item) -> None:
    """A test that asks for the database server or the browser is marked as needing it."""
    asked: Sequence[str] = getattr(item, "fixturenames", ())
    for marker, fixtures in NEEDS.items():
        if any(name in fixtures for name in asked):
            item.add_marker(marker)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under --all a skipped test is a failure: nothing may hide behind it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if wants_everything() and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if reasons := left_out():
        terminalreporter.write_line("Not run: " + "; ".join(reasons.values()) + ".")
    if os.environ.get("AVAL_LONG") == "1" and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("A skipped test is a failure here.", red=True)
