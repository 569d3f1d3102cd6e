"""The API described (OpenAPI 3.1), to each role the routes it may call and no word more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

Document = dict[str, Any]

PREFIX: Final = "/api/v1"
COMPONENTS: Final = "#/components/schemas/"
ROLES: Final = "x-roles"
"""Beside an operation or a field: the roles it is for. Without it, it is for anyone."""
GLASS: Final = "x-break-glass"
"""Beside an operation or a field: the roles that meet it under an open exception alone."""
_INSIDE: Final = frozenset({ROLES, GLASS, "x-action", "x-counted"})


def described_to(whole: Document, role: str | None) -> Document:
    """Return the description for one role (None: nobody signed in): its routes, and the schemas they need."""
    paths = {path: _kept(item, role) for path, item in whole["paths"].items()}
    shown = {path: item for path, item in paths.items() if item}
    schemas = {name: _kept(schema, role) for name, schema in whole["components"]["schemas"].items()}
    needed = _needed(shown, schemas)
    components = {"schemas": {name: schemas[name] for name in sorted(needed)}}
    return whole | {"paths": shown, "components": whole["components"] | components}


def _kept(node: Any, role: str | None) -> Any:  # noqa: ANN401 - JSON is any value
    """Copy a part of the description without what is for other roles."""
    if isinstance(node, list):
        return [_kept(one, role) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _kept(one, role) for name, one in node.items() if name not in _INSIDE and _is_for(one, role)
    }


def _is_for(node: object, role: str | None) -> bool:
    roles = node.get(ROLES) if isinstance(node, dict) else None
    return roles is None or role in roles


def _needed(paths: Document, schemas: Document) -> set[str]:
    """Find the schemas that paths refer to, and those that these refer to."""
    found: set[str] = set()
    new = set(_references(paths))
    while new:
        found |= new
        new = {name for one in new for name in _references(schemas[one])} - found
    return found


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        target = node.get("$ref")
        if isinstance(target, str):
            yield target.removeprefix(COMPONENTS)
        for one in node.values():
            yield from _references(one)
    elif isinstance(node, list):
        for one in node:
            yield from _references(one)
