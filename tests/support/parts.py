"""Where the parts that pip cannot bring are found on this machine, and what runs without them."""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path


def wants_everything() -> bool:
    """True under `scripts/test --all`, where a part that is missing is a failure."""
    return os.environ.get("AVAL_LONG") == "1"


@cache
def find_postgres() -> Path | None:
    """The folder with initdb and postgres, newest first; Debian keeps it off the PATH."""
    for folder in (*_debian_folders(), *_path_folders()):
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    return None


@cache
def find_chromium() -> Path | None:
    """The system's own Chromium: browsers are never downloaded."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    return None


def _debian_folders() -> list[Path]:
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(versions, key=lambda folder: float(folder.parent.name), reverse=True)


def _path_folders() -> Iterator[Path]:
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
