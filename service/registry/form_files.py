"""A form's version as its author writes it: three files, and one hash that stands for all their bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.errors import Fault, Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.registry.forms import FormVersion

FILES: Final = ("form.toml", "fr.md", "en.md")
"""In this order they are hashed."""
FIELDS: Final = ("form", "fr", "en")
"""What the files are called where a fault points at one."""
MOST_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class FormFiles:
    """The bytes of form.toml, fr.md and en.md."""

    form: bytes
    fr: bytes
    en: bytes

    @property
    def named(self) -> tuple[tuple[str, bytes], ...]:
        """Pair each file's name with its bytes."""
        return tuple(zip(FILES, (self.form, self.fr, self.en), strict=True))

    @property
    def sha256(self) -> str:
        """Return what `sha256sum form.toml fr.md en.md | sha256sum` prints: anyone can check it."""
        lines = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in self.named)
        return sha256(lines.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Examined:
    """What three files say (nothing when they cannot be read), and all there is to mend in them."""

    form: FormVersion | None
    faults: tuple[Fault, ...] = ()


def files_of(contents: Mapping[str, bytes]) -> FormFiles:
    """Take the three files by name. Raises `Invalid` for a missing one: both languages, or nothing."""
    faults = []
    for name, field in zip(FILES, FIELDS, strict=True):
        content = contents.get(name, b"")
        if not content:
            faults.append(Fault(f"/{field}", "FORM_FILE_MISSING", name))
        elif len(content) > MOST_BYTES:
            faults.append(Fault(f"/{field}", "FORM_FILE_TOO_LARGE", str(MOST_BYTES)))
    if faults:
        raise Invalid(*faults)
    return FormFiles(*(contents[name] for name in FILES))


def encode_files(files: FormFiles) -> bytes:
    """Write three files as one, to keep; they are text."""
    return json.dumps({name: content.decode() for name, content in files.named}).encode()


def decode_files(kept: bytes) -> FormFiles:
    """Read what `encode_files` wrote, byte for byte."""
    told = json.loads(kept)
    return FormFiles(*(told[name].encode() for name in FILES))
