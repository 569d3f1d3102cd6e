"""From a template and its values to the bytes of a page: the same values, the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.i18n.dates import date_in_words, hour_in_words, moment_in_words, weekday_in_words
from service.i18n.words import Words, words_for
from service.web.assets import assets_root

TEMPLATES: Final = Path(__file__).parent / "templates"
HTML: Final = "text/html; charset=utf-8"

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
"""The same on every page, whatever it says; never an `ETag`, never a compression.

The referrer stays at home: `no-referrer` would make browsers send `Origin: null` with our own forms.
"""


DOWNLOAD: Final = {**HEADERS, "Content-Security-Policy": "sandbox; default-src 'none'"}
"""With what somebody handed in: to keep, never shown as a page of ours."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One entry of the navigation: where it leads, the code of its name, whether it is the one shown."""

    path: str
    key: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class ToRead:
    """A version of a policy that whoever is signed in has not said they read."""

    path: str
    title: str
    version: int
    starts_on: date | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: who works in which role and language, and the ways out."""

    language: str
    here: str = "/"
    role: str | None = None
    user_name: str = ""
    several_roles: bool = False
    screens: tuple[Screen, ...] = ()
    form_token: str = ""
    once: str = ""
    """Drawn for this page: a form sent twice is known by it."""
    demonstration: bool = False
    reads: str = ""
    """Whose words the page is in, where they are not the role's: under an exception, legal's."""
    to_read: tuple[ToRead, ...] = ()


def render(template: str, frame: Frame, **values: object) -> bytes:
    """Render a page in the words of the frame's role and language; a missing word or value is an error."""
    words = words_for(frame.reads or frame.role or "public", frame.language)
    page = _environment().get_template(template)
    return page.render(words=words, frame=frame, **values).encode()


@cache
def _environment() -> Environment:
    return make_environment(TEMPLATES)


def make_environment(*folders: Path) -> Environment:
    """Make what reads templates from these folders; a template's blanks are escaped for HTML."""
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["static"] = assets_root()
    environment.filters.update(
        day=date_in_words,
        weekday=weekday_in_words,
        hour=hour_in_words,
        moment=moment_in_words,
        labelled=labelled,
        number=hyphenated,
        several=in_one_sentence,
    )
    return environment


def labelled(codes: Iterable[str], prefix: str, words: Words) -> list[tuple[str, str]]:
    """Pair each code of a closed list with its words, to choose from."""
    return [(code, words(prefix + code)) for code in codes]


def hyphenated(number: str) -> str:
    """Show a number to cite by fours: 1K7F-3M9X-4T8B-2QDY."""
    bare = number.replace("-", "")
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def in_one_sentence(names: tuple[str, ...] | list[str], words: Words) -> str:
    """Write « photo, vidéo et voix »."""
    *first, last = names
    return words("list.and", first=", ".join(first), last=last) if first else last
