"""Every code a use case or the storage raises has its status; no row stands for nothing."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeGuard

import pytest

from service.http.problems import problem_of
from service.http.statuses import STATUSES, UNKNOWN_CODE, status_of
from service.registry.errors import Fault, Invalid, NotFound, RegistryError, Stale
from tests.house.source import SERVICE, modules, parse

REFUSALS = {"RegistryError", "NotAllowed", "Conflict", "Unavailable", "Malformed"}
PACKAGES = ("registry", "storage", "http", "api")


def codes_raised() -> set[str]:
    return {code for package in PACKAGES for path in modules(SERVICE / package) for code in codes_in(path)}


def codes_in(path: Path) -> Iterator[str]:
    """Codes given to a refusal where it is raised, set by a class of refusals, or its default."""
    tree = parse(path)
    names = dict(constants(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
            yield from texts(node.args[:1], names)
        if isinstance(node, ast.ClassDef) and REFUSALS & {base.id for base in node.bases if is_name(base)}:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call) and getattr(inner.func, "attr", "") == "__init__":
                    yield from texts(inner.args[:1], names)
                elif isinstance(inner, ast.FunctionDef):
                    yield from texts(inner.args.defaults, names)


def is_name(node: ast.expr) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name)


def texts(nodes: Sequence[ast.expr], names: Mapping[str, str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif is_name(node) and node.id in names:
            yield names[node.id]


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            value = node.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield node.target.id, value.value


def test_every_code_raised_has_a_status() -> None:
    assert codes_raised() - set(STATUSES) == set()


def test_no_row_stands_for_a_code_that_nothing_raises() -> None:
    assert set(STATUSES) - codes_raised() == {"INTERNAL"}


def test_a_code_without_a_row_is_never_a_success() -> None:
    assert status_of("NEVER_HEARD_OF") == UNKNOWN_CODE


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotFound(), 404, "NOT_FOUND"),
        (Stale(), 412, "STALE"),
        (RegistryError("FOUR_EYES"), 403, "FOUR_EYES"),
        (Invalid(Fault("/on", "IN_THE_PAST")), 422, "IN_THE_PAST"),
        (Invalid(Fault("/a", "MISSING"), Fault("/b", "MISSING")), 422, "MISSING"),
        (Invalid(Fault("/a", "MISSING"), Fault("/b", "BAD_DATE")), 422, "INVALID"),
        (Invalid(Fault("/a", "MISSING"), Fault("/b", "UNKNOWN_FIELD")), 422, "UNKNOWN_FIELD"),
    ],
)
def test_a_problem_has_the_code_its_faults_share(error: RegistryError, status: int, code: str) -> None:
    answer = problem_of(error)
    assert (answer.status_code, answer.media_type) == (status, "application/problem+json")
    assert f'"code":"{code}"'.encode() in bytes(answer.body)
