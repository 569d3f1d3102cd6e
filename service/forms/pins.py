"""The published versions and their hashes: what people signed is never edited.

published.sha256 is what `sha256sum FAMILY/v*/*` prints, so that anyone can check it with `sha256sum --check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from service.forms.findings import Finding
from service.forms.tables import Malformed

_PIN: Final = re.compile(r"(?P<digest>[0-9a-f]{64}) [ *](?P<path>\S+)")


def decode_pins(content: bytes) -> Mapping[str, str]:
    """Read published.sha256: path → hexadecimal hash. Raises `Malformed` with the line's number."""
    pins: dict[str, str] = {}
    for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1):
        pin = _PIN.fullmatch(line)
        if pin is None or pin["path"] in pins:
            raise Malformed(str(number))
        pins[pin["path"]] = pin["digest"]
    return pins


def find_edits(folder: Path, published: frozenset[str], pins: Mapping[str, str]) -> Iterator[Finding]:
    """Compare the files of published versions with their pins; paths are relative to the folder."""
    for path in sorted(published - pins.keys()):
        yield Finding("FORM_NOT_PINNED", path)
    for path, digest in pins.items():
        if path not in published or not (folder / path).is_file():
            yield Finding("FORM_PUBLISHED_MISSING", path)
        elif sha256((folder / path).read_bytes()).hexdigest() != digest:
            yield Finding("FORM_EDITED", path)
