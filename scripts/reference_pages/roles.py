"""Who reads what: screens, routes and fields by role, from the menus and the API's own description."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from scripts.reference_pages.cells import (
    EVERYONE,
    PUBLIC,
    UNDER_EXCEPTION,
    Cells,
    cells_of,
    whole_description,
)
from service.i18n.words import words_for
from service.registry.account_records import ROLES
from service.web.navigation import MENUS

YES: Final = "✓"
EXCEPTED: Final = "✻"
Table = tuple[list[str], list[list[str]]]


@cache
def cells() -> Cells:
    """Work the cells out once: the description takes its time."""
    return cells_of(whole_description())


def screens_table(language: str, said: Mapping[str, str]) -> Table:
    """Give each screen of a menu, and the roles that have it."""
    words = words_for("legal", language)
    screens = list(dict.fromkeys(entry for menu in MENUS.values() for entry in menu))
    rows = [
        [words(key), f"`{path}`", *(YES if (path, key) in MENUS.get(role, ()) else "" for role in ROLES)]
        for path, key in screens
    ]
    return [said["roles.screen"], said["roles.address"], *_role_names(language, ROLES)], rows


def routes_table(language: str, said: Mapping[str, str]) -> Table:
    """Give each route, and the roles that may call it."""
    rows = []
    for route, fields in cells().items():
        roles = {role for some in fields.values() for role in some.split()}
        rows.append([f"`{route}`", *(_mark(role, roles) for role in EVERYONE)])
    return [said["roles.route"], *_role_names(language, EVERYONE)], rows


def fields_table(language: str, said: Mapping[str, str]) -> Table:
    """Give the fields that fewer roles read than may call their route."""
    rows = []
    for route, fields in cells().items():
        most = max(fields.values(), key=lambda roles: len(roles.replace(UNDER_EXCEPTION, "").split()))
        narrow: dict[str, list[str]] = {}
        for field, roles in fields.items():
            if roles != most:
                narrow.setdefault(roles, []).append(f"`{field}`")
        rows += [
            [f"`{route}`", ", ".join(some), _in_words(roles, language, said)]
            for roles, some in narrow.items()
        ]
    return [said["roles.route"], said["roles.fields"], said["roles.readers"]], rows


def _in_words(roles: str, language: str, said: Mapping[str, str]) -> str:
    words = words_for("public", language)
    names = []
    for role in roles.split():
        name = words(f"role.{role.removesuffix(UNDER_EXCEPTION)}")
        names.append(f"{name} ({said['roles.exception']})" if role.endswith(UNDER_EXCEPTION) else name)
    return ", ".join(names)


def _mark(role: str, roles: set[str]) -> str:
    if role in roles:
        return YES
    return EXCEPTED if role + UNDER_EXCEPTION in roles else ""


def _role_names(language: str, roles: tuple[str, ...]) -> list[str]:
    words = words_for("public", language)
    anyone = {"fr": "Sans compte", "en": "Without account"}[language]
    return [anyone if role == PUBLIC else words(f"role.{role}") for role in roles]
