"""What is written to the server's log: codes, kinds and counts. Never anything that somebody wrote.

Seen to fail: with a log line added, and with the details of a job put into one.
"""

import ast
import re
from collections.abc import Iterator

from tests.house.source import SERVICE, modules, parse

LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
LINES = {
    ("documents/scan_folder.py", "scan folder: %s", "type(error).__name__"),
    ("http/guard.py", "%s %s", "scope['method'], _place_of(error)"),
    (
        "registry/intake_reading.py",
        "scan read: %d forms, %d pages unreadable",
        "len(found.forms), len(found.unread)",
    ),
    ("registry/jobs.py", "job %s put off: %s", "job.kind, type(error).__name__"),
    ("server.py", "storage broken: %s", "type(error).__name__"),
    ("storage/jobs.py", "job %d cannot be read", "number"),
    ("storage/upkeep.py", "no checkpoint: %s", "code"),
    ("storage/workers.py", "no job taken up: %s", "error.code"),
}
"""Module, words, values. A new line is a row to review: none of its values may come from a record's texts."""
SAFE = re.compile(r"len\(|\.code\b|^code$|\.kind\b|\bnumber\b|__name__|_place_of\(|\['method'\]")


def log_lines() -> Iterator[tuple[str, str, str]]:
    for path in modules():
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Call) and _is_log(node.func):
                words = node.args[0] if node.args else None
                text = words.value if isinstance(words, ast.Constant) else ast.unparse(node)
                values = ", ".join(ast.unparse(one) for one in node.args[1:])
                yield str(path.relative_to(SERVICE)), str(text), values


def _is_log(called: ast.expr) -> bool:
    owner = called.value if isinstance(called, ast.Attribute) else None
    names = isinstance(owner, ast.Name) and owner.id in {"_LOG", "LOG", "log", "logger", "logging"}
    return names and isinstance(called, ast.Attribute) and called.attr in LEVELS


def test_every_line_of_the_log_is_known_and_none_is_left_over() -> None:
    assert set(log_lines()) == LINES


def test_no_value_of_a_line_could_name_a_person() -> None:
    assert [line for line in LINES if not all(SAFE.search(one) for one in line[2].split(", "))] == []


def test_nothing_is_printed_beside_the_log() -> None:
    printed = [
        str(path.relative_to(SERVICE))
        for path in modules()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printed == []
