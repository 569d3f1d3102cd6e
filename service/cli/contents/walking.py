"""Which files are checked: those named, and in the folders named all contents and pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from service.cli.contents.house_file import FILE, House

CONTENTS: Final = frozenset({".md", ".markdown", ".mdown", ".html", ".htm"})
PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".mp4", ".m4v", ".mov"})
NOT_WALKED: Final = frozenset({"node_modules", "_site"})
"""Folders of other people's files, and of what Jekyll builds."""


def is_picture(path: Path) -> bool:
    """Tell whether a file is a picture or a film, by its name."""
    return path.suffix.lower() in PICTURES


def files_in(paths: Sequence[Path], house: House) -> list[Path]:
    """List the files to check, each once, in order; what is named itself is checked whatever its name."""
    found: dict[Path, None] = {}
    for path in paths:
        for one in _walk(path) if path.is_dir() else [path]:
            if not _is_ignored(one, house):
                found[one] = None
    return list(found)


def _walk(top: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(top):
        names[:] = sorted(name for name in names if not name.startswith(".") and name not in NOT_WALKED)
        for name in sorted(files):
            suffix = Path(name).suffix.lower()
            if not name.startswith(".") and suffix in CONTENTS | PICTURES and name != FILE:
                yield Path(folder) / name


def _is_ignored(path: Path, house: House) -> bool:
    try:
        place = path.resolve().relative_to(house.root).as_posix()
    except ValueError:
        return False
    return any(
        fnmatch(place, pattern) or fnmatch(place, f"{pattern.rstrip('/')}/*") for pattern in house.ignored
    )
