"""Loads consent_forms/: all of it is right, or nothing is served."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from service.forms.catalogue import Catalogue
from service.forms.checks import find_faults
from service.forms.findings import Finding, FormsInvalid
from service.forms.pins import decode_pins, find_edits
from service.forms.requirements import LANGUAGES, decode_requirements
from service.forms.structure import decode_form
from service.forms.tables import Malformed
from service.forms.texts import decode_text
from service.registry.forms import FormVersion

FILES: Final = ("form.toml", *(f"{language}.md" for language in LANGUAGES))

_Read = TypeVar("_Read")


def load_forms(folder: Path) -> Catalogue:
    """Read and check every version of every form. Raises `FormsInvalid` with all there is to mend."""
    reading = _Reading(folder)
    requirements = reading.read("required.toml", decode_requirements)
    pins = reading.read("published.sha256", decode_pins)
    found = [reading.read_version(place) for place in _version_folders(folder)]
    versions = tuple(version for version in found if version)
    findings = list(reading.findings)
    if requirements is not None:
        findings += (fault for version in versions for fault in find_faults(version, requirements))
    if pins is not None:
        findings += find_edits(folder, frozenset(_files_of_published(versions)), pins)
    if findings:
        raise FormsInvalid(tuple(findings))
    return Catalogue(versions)


def _version_folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*/*") if path.is_dir() and not path.name.startswith("."))


def _files_of_published(versions: tuple[FormVersion, ...]) -> Iterator[str]:
    for version in versions:
        if version.status == "published":
            yield from (f"{version.family}/v{version.version}/{name}" for name in FILES)


class _Reading:
    """Reads files one after the other and keeps what was wrong with them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.findings: list[Finding] = []

    def read(self, path: str, decode: Callable[[bytes], _Read]) -> _Read | None:
        try:
            return decode((self._folder / path).read_bytes())
        except FileNotFoundError:
            self._note("FORM_FILE_MISSING", path)
        except Malformed as malformed:
            self._note("FORM_MALFORMED", path, malformed.detail)
        return None

    def read_version(self, place: Path) -> FormVersion | None:
        path = place.relative_to(self._folder).as_posix()
        texts = [
            self.read(f"{path}/{language}.md", partial(decode_text, language=language))
            for language in LANGUAGES
        ]
        whole = tuple(text for text in texts if text)
        version = self.read(f"{path}/form.toml", partial(decode_form, texts=whole))
        if version and path != f"{version.family}/v{version.version}":
            self._note("FORM_MISPLACED", path)
        return version

    def _note(self, code: str, where: str, detail: str = "") -> None:
        self.findings.append(Finding(code, where, detail))
