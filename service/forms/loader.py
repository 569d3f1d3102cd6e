"""Loads consent_forms/: all of it is right, or nothing is served."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from service.forms.catalogue import Catalogue
from service.forms.checks import find_faults
from service.forms.findings import Finding, FormsInvalid
from service.forms.pins import decode_pins, find_edits
from service.forms.requirements import LANGUAGES, Requirements, decode_requirements
from service.forms.structure import decode_form
from service.forms.tables import Malformed
from service.forms.texts import decode_text
from service.registry.form_files import FILES, FormFiles
from service.registry.forms import FormVersion

REQUIRED: Final = "required.toml"

_Read = TypeVar("_Read")


def load_forms(folder: Path) -> Catalogue:
    """Read and check every version of every form. Raises `FormsInvalid` with all there is to mend."""
    reading = _Reading(_Folder(folder))
    requirements = reading.read(REQUIRED, decode_requirements)
    pins = reading.read("published.sha256", decode_pins)
    found = [reading.read_placed(place.relative_to(folder).as_posix()) for place in _version_folders(folder)]
    versions = tuple(version for version in found if version)
    findings = list(reading.findings)
    if requirements is not None:
        findings += (fault for version in versions for fault in find_faults(version, requirements))
    if pins is not None:
        findings += find_edits(folder, frozenset(_files_of_published(versions)), pins)
    if findings:
        raise FormsInvalid(tuple(findings))
    return Catalogue(versions)


def load_requirements(folder: Path) -> Requirements:
    """Read what every form must hold. Raises `Malformed`."""
    return decode_requirements((folder / REQUIRED).read_bytes())


def read_files(folder: Path) -> FormFiles:
    """Read the three files of one version's folder; a file that is not there is empty."""
    paths = [folder / name for name in FILES]
    return FormFiles(*(path.read_bytes() if path.is_file() else b"" for path in paths))


def read_version(contents: Mapping[str, bytes]) -> tuple[FormVersion | None, tuple[Finding, ...]]:
    """Read one version from its files by name, wherever they come from, with what could not be read."""
    reading = _Reading(contents)
    return reading.read_version(""), tuple(reading.findings)


def _version_folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*/*") if path.is_dir() and not path.name.startswith("."))


def _files_of_published(versions: tuple[FormVersion, ...]) -> Iterator[str]:
    for version in versions:
        if version.status == "published":
            yield from (f"{version.family}/v{version.version}/{name}" for name in FILES)


class _Folder:
    """The files of a folder by their paths in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, path: str) -> bytes:
        try:
            return (self._folder / path).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(path) from error


class _Reading:
    """Reads files one after the other and keeps what was wrong with them."""

    def __init__(self, contents: Mapping[str, bytes] | _Folder) -> None:
        self._contents = contents
        self.findings: list[Finding] = []

    def read(self, path: str, decode: Callable[[bytes], _Read]) -> _Read | None:
        try:
            return decode(self._contents[path])
        except KeyError:
            self._note("FORM_FILE_MISSING", path)
        except Malformed as malformed:
            self._note("FORM_MALFORMED", path, malformed.detail)
        return None

    def read_version(self, folder: str) -> FormVersion | None:
        """Read a version from files whose names begin with a folder's."""
        texts = [
            self.read(f"{folder}{language}.md", partial(decode_text, language=language))
            for language in LANGUAGES
        ]
        whole = tuple(text for text in texts if text)
        return self.read(f"{folder}form.toml", partial(decode_form, texts=whole))

    def read_placed(self, path: str) -> FormVersion | None:
        """Read a version from the folder it must be in."""
        version = self.read_version(f"{path}/")
        if version and path != f"{version.family}/v{version.version}":
            self._note("FORM_MISPLACED", path)
        return version

    def _note(self, code: str, where: str, detail: str = "") -> None:
        self.findings.append(Finding(code, where, detail))
