"""Role × route × field: what each role may read of each route, worked out from the API's own description."""

from collections.abc import Iterator, Mapping
from functools import cache
from textwrap import wrap
from typing import Any, Final, cast

from service.api.app import ApiOptions, create_api
from service.api.descriptions import Descriptions
from service.api.openapi import COMPONENTS, GLASS, Document, described_to
from service.registry.account_records import ROLES
from service.registry.ports import Ports

PUBLIC: Final = "public"
"""Whoever calls without a token."""
EVERYONE: Final = (*ROLES, PUBLIC)
UNDER_EXCEPTION: Final = "*"
"""After a role: under an open exception alone."""
WHOLE: Final = "(whole)"
"""Field of an answer without fields: a document, a picture, nothing at all."""
ANY: Final = "*"
"""Field of an object that may hold any: what was asked, the facts of a decision."""
WAYS: Final = ("anyOf", "allOf", "oneOf")
DEEPEST: Final = 12
WIDTH: Final = 110

Cells = dict[str, dict[str, str]]
"""Route → field → the roles that read it, in one fixed order."""


@cache
def whole_description() -> Document:
    """Describe all routes for all roles; a description asks nothing of any port."""
    ports = cast(Ports, None)
    return Descriptions(ports, create_api(ports, ApiOptions())).whole


def cells_of(whole: Document) -> Cells:
    """Work out every cell, routes and fields in order of their names."""
    under = {route: _under_exception(whole, operation) for route, operation in routes_of(whole)}
    told: dict[tuple[str, str], list[str]] = {}
    for role in EVERYONE:
        document = described_to(whole, None if role == PUBLIC else role)
        for route, operation in routes_of(document):
            for field in sorted(set(fields_of(document, operation))):
                mark = UNDER_EXCEPTION if _lies_in(field, under[route].get(role, set())) else ""
                told.setdefault((route, field), []).append(f"{role}{mark}")
    cells: Cells = {}
    for (route, field), roles in sorted(told.items()):
        cells.setdefault(route, {})[field] = " ".join(roles)
    return cells


def routes_of(document: Document) -> Iterator[tuple[str, Document]]:
    """List routes as « GET /api/v1/people » with how each is described."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def fields_of(document: Document, operation: Document) -> Iterator[str]:
    """List the fields of what a route answers when it does what is asked: `items[].id`."""
    for status, answer in operation["responses"].items():
        if not status.startswith("2"):
            continue
        content = answer.get("content", {})
        if "application/json" not in content:
            yield WHOLE
            continue
        schema = content["application/json"]["schema"]
        yield from [place for place, _ in _walk(document, schema, "", 0)] or [WHOLE]


def _lies_in(field: str, places: set[str]) -> bool:
    return "" in places or any(field == one or field.startswith((f"{one}.", f"{one}[")) for one in places)


def _under_exception(whole: Document, operation: Document) -> dict[str, set[str]]:
    """Find for each role the places it reads under an open exception alone; an empty place: all of it."""
    found: dict[str, set[str]] = {role: {""} for role in operation.get(GLASS, ())}
    for status, answer in operation["responses"].items():
        schema = answer.get("content", {}).get("application/json", {}).get("schema")
        for place, inside in _walk(whole, schema, "", 0) if status.startswith("2") and schema else ():
            for role in inside.get(GLASS, ()):
                found.setdefault(role, set()).add(place)
    return found


def _walk(
    document: Document, schema: Mapping[str, Any], at: str, depth: int
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Walk the fields of a schema with what is said of each; an object of any fields has one, `*`."""
    if depth > DEEPEST:
        return
    for one in (schema, *(part for way in WAYS for part in schema.get(way, ()))):
        if "$ref" in one:
            named = document["components"]["schemas"][one["$ref"].removeprefix(COMPONENTS)]
            yield from _walk(document, named, at, depth + 1)
        for name, inside in one.get("properties", {}).items():
            place = f"{at}.{name}" if at else name
            yield place, inside
            yield from _walk(document, inside, place, depth + 1)
        if one.get("type") == "object" and "properties" not in one:
            yield f"{at}.{ANY}", {}
        if isinstance(one.get("items"), dict):
            yield from _walk(document, one["items"], f"{at}[]", depth + 1)


def matrix_text(cells: Cells) -> str:
    """Write the cells to be read: for each route, each group of roles with the fields it reads."""
    blocks = []
    for route, fields in cells.items():
        groups: dict[str, list[str]] = {}
        for field, roles in fields.items():
            groups.setdefault(roles, []).append(field)
        lines = [route]
        for roles, names in groups.items():
            lines += [
                f"  {roles}:",
                *wrap(
                    " ".join(names),
                    WIDTH,
                    initial_indent=" " * 4,
                    subsequent_indent=" " * 4,
                    break_on_hyphens=False,
                ),
            ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def read_matrix(text: str) -> Cells:
    """Read cells that were written to be read."""
    cells: Cells = {}
    route = roles = ""
    for line in text.splitlines():
        if line.startswith("    "):
            cells[route] |= dict.fromkeys(line.split(), roles)
        elif line.startswith("  "):
            roles = line.strip().rstrip(":")
        elif line and not line.startswith("#"):
            route = line
            cells[route] = {}
    return cells
