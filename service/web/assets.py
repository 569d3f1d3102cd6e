"""The style sheet, scripts and fonts, served from our own address under a name that changes with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static"
SHEETS: Final = ("fonts", "ground", "layout", "menu", "forms", "panels", "lists", "scans", "print")
"""The parts of the style sheet, in the order in which they are laid over each other."""

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as served."""

    content: bytes
    media_type: str


@cache
def load_assets() -> dict[str, Asset]:
    """Read every asset by the name it is served under; the style sheet is one file."""
    names = sorted(FOLDER.glob("js/**/*.js")) + sorted(FOLDER.glob("*.svg"))
    names += sorted(FOLDER.glob("fonts/*.woff2")) + sorted(FOLDER.glob("fonts/*.txt"))
    assets = {str(p.relative_to(FOLDER)): Asset(p.read_bytes(), TYPES[p.suffix]) for p in names}
    sheet = b"\n".join((FOLDER / "css" / f"{name}.css").read_bytes() for name in SHEETS)
    return {**assets, "aval.css": Asset(sheet, TYPES[".css"])}


@cache
def assets_version() -> str:
    """Return 16 hexadecimal digits that change whenever an asset does."""
    digest = hashlib.sha256()
    for name, asset in sorted(load_assets().items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(asset.content).digest())
    return digest.hexdigest()[:16]


@cache
def assets_root() -> str:
    """Return the address under which this version of the assets is served, without a last slash."""
    return f"/static/{assets_version()}"
