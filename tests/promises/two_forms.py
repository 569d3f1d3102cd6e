"""Whoever fills in forms at random: names of people known and unknown, days, numbers, nonsense."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from service.domain.identifiers import ConsentId
from tests.documents.album import tiff
from tests.promises.two_lines import Asked, Field, Form, form_body
from tests.promises.two_towns import CAST, FOR_PUBLISHERS

if TYPE_CHECKING:
    from random import Random

    from tests.promises.two_worlds import World

STRANGERS: Final = (("Personne Inconnue", "1970-01-01"), ("Noé Roy", "2015-05-06"), ("Roy", "2015-05-05"))
WORDS: Final = (
    "Fête de Noël",
    "",
    "Merci à toute l'équipe",
    "x",
    "ROYN15050512",
    "https://facebook.com/aval/9",
)
EMAILS: Final = tuple(pair.email for pair in CAST if pair.email)
CODE: Final = re.compile(r"\b\d{6}\b|\b\d{3}[ \xa0]\d{3}\b")
BOUNDARY: Final = "limite"
FILE: Final = b"%PDF-1.4\n%%EOF\n"
PICTURE: Final = tiff()
"""Marked at once; no code is drawn on it, which would take a process each time."""


@dataclass(frozen=True, slots=True)
class Typist:
    """Types by chance, from what is known in world A, which is what is known in world B."""

    chance: Random
    world: World

    def fill(self, who: str, form: Form) -> Asked:
        """Fill a form in."""
        pairs = [(each.name, value) for each in form.fields for value in self._values(each)]
        buttons = [each for each in form.fields if each.kind in {"button", "submit"}]
        if buttons:
            pressed = self.chance.choice(buttons)
            pairs.append((pressed.name, pressed.value))
        pairs += self._chosen(form)
        if form.method == "GET":
            return Asked(who, "GET", f"{form.action.partition('?')[0]}?{urlencode(pairs)}")
        if form.multipart:
            kind = f"multipart/form-data; boundary={BOUNDARY}"
            return Asked(who, "POST", form.action, multipart(pairs, form), kind)
        return Asked(who, "POST", form.action, form_body(pairs), "application/x-www-form-urlencoded")

    def _chosen(self, form: Form) -> list[tuple[str, str]]:
        offered: dict[str, list[str]] = {}
        for each in form.fields:
            if each.kind == "radio":
                offered.setdefault(each.name, []).append(each.value)
        return [(name, self.chance.choice(values)) for name, values in offered.items() if self._mostly()]

    def someone(self) -> tuple[str, str]:
        """Choose a name and a birth date."""
        living = (*CAST, *FOR_PUBLISHERS)
        known = [(pair.name, pair.born) for pair in living if pair.name in self.world.made.people]
        return self.chance.choice(known if self.chance.random() < 0.9 else STRANGERS)

    def number(self) -> str:
        """Choose a number to cite, as it is printed or as it is kept."""
        numbers = [*self.world.made.papers.values(), "1K7F3M9X4T8B2QDY", "1K7F3M9X4T8B2QDX"]
        number = self.chance.choice(numbers)
        return ConsentId(number).printed if self.chance.random() < 0.5 else number

    def day(self) -> str:
        """Choose a day not far from today."""
        today = self.world.registrar.day
        return (today + timedelta(days=self.chance.choice((0, 0, 0, 1, 3, 6, 9, 40, -3)))).isoformat()

    def _code(self) -> str:
        """Read the code in the last letter sent, as the person does."""
        letters = self.world.box.letters
        found = CODE.search(str(letters[-1])) if letters else None
        return found[0] if found else "000000"

    def _mostly(self) -> bool:
        return self.chance.random() < 0.9

    def _values(self, each: Field) -> list[str]:
        if each.kind == "hidden":
            return [each.value]
        if each.kind in {"radio", "file", "button", "submit"}:
            return []
        if each.kind == "checkbox":
            return [each.value or "on"] if self.chance.random() < 0.5 else []
        if each.kind == "select":
            return [self.chance.choice(each.options)] if each.options else []
        return [self._typed(each)]

    def _typed(self, each: Field) -> str:
        name, born = self.someone()
        if self.chance.random() < 0.08:
            return self.chance.choice(WORDS)
        texts = {
            "people": f"{name}, {born}",
            "who": self.chance.choice((name, name, self.number())),
            "factor": born,
            "q": self.chance.choice(name.split()),
            "on": self.day(),
            "visible": self.chance.choice(("1", "1", "2", "")),
            "birth_date": born,
            "contact": self.chance.choice(EMAILS),
            "email": self.chance.choice((*EMAILS, "quelquun@exemple.ca")),
            "code": self._code(),
            "number": self.number(),
        }
        for key, text in texts.items():
            if each.name == key or each.name.endswith(f"_{key}"):
                return text
        if each.kind == "date" or "date" in each.name or each.name.endswith("_on"):
            return self.day()
        return self.chance.choice((each.value, name, *WORDS))


def multipart(pairs: list[tuple[str, str]], form: Form) -> bytes:
    """Write what a browser sends with files."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in pairs]
    content = _file(form.action)
    name = "a.pdf" if content else ""
    parts += [
        f'name="{each.name}"; filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'.encode() + content
        for each in form.fields
        if each.kind == "file"
    ]
    lines = b"".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; ".encode() + part + b"\r\n" for part in parts
    )
    return lines + f"--{BOUNDARY}--\r\n".encode()


def _file(action: str) -> bytes:
    """Choose what is sent: a picture to mark, none to count faces on (no file chosen), or a scan."""
    if action.endswith(("/image", "/pictures")):
        return PICTURE
    return b"" if action == "/verifier-une-publication" else FILE
