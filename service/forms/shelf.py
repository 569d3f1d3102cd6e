"""All forms at one place: those that come with Aval, and the establishment's own as the registry keeps them.

The registry's port `FormShelf`. What is published never changes, so that it is read once and kept; what is
published now is looked up each time, so that every worker gives a new version at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.forms.catalogue import Catalogue
from service.forms.checks import find_faults
from service.forms.loader import load_requirements, read_files, read_version
from service.registry.errors import Fault, FormEdited, NotFound, Unavailable
from service.registry.form_files import FIELDS, FILES, Examined, FormFiles, decode_files
from service.registry.form_states import published_forms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from service.forms.findings import Finding
    from service.forms.requirements import Requirements
    from service.registry.form_records import OwnForm
    from service.registry.forms import FormVersion
    from service.registry.ports import Blobs
    from service.registry.storing import Store

_FIELD_OF = dict(zip(FILES, FIELDS, strict=True))


@dataclass(frozen=True, slots=True)
class FormChecks:
    """All that a form is checked for; needs no registry."""

    requirements: Requirements

    def examine(self, files: FormFiles) -> Examined:
        """Read three files as a draft and say all there is to mend in them."""
        form, findings = read_version(dict(files.named))
        if form is None:
            return Examined(None, _faults(findings))
        draft = replace(form, status="draft")
        return Examined(draft, _faults((*findings, *find_faults(draft, self.requirements))))


class Shelf:
    """Finds forms in a folder and in a registry."""

    def __init__(
        self, folder: Path, given: Catalogue, kept: tuple[Store, Blobs], today: Callable[[], date]
    ) -> None:
        self._folder, self._given = folder, given
        self._store, self._blobs = kept
        self._today = today
        self._checks = FormChecks(load_requirements(folder))
        self._read: dict[str, FormVersion] = {}

    def find(self, family: str, version: int | None = None) -> FormVersion | None:
        """Return a published version of a family; without one, the newest that is in effect today."""
        if version is None:
            return self._catalogue(family).find(family)
        return self._given.find(family, version) or self._catalogue(family).find(family, version)

    def families(self) -> tuple[str, ...]:
        """List the families that have a version in effect, in the order people are shown them."""
        return self._catalogue().families()

    def shipped(self) -> tuple[FormVersion, ...]:
        """List the published versions that come with Aval."""
        return self._given.published()

    def published(self) -> tuple[FormVersion, ...]:
        """List every version that people may have signed. Raises `FormEdited`."""
        return self.now().published()

    def now(self) -> Catalogue:
        """Return what is published at this moment, for whoever needs it without the registry."""
        return self._catalogue()

    def examine(self, files: FormFiles) -> Examined:
        """Read three files as a draft and say all there is to mend in them."""
        return self._checks.examine(files)

    def files_of(self, family: str, version: int) -> FormFiles:
        """Return the files of a version that comes with Aval. Raises `NotFound`."""
        if self._given.find(family, version) is None:
            raise NotFound
        return read_files(self._folder / family / f"v{version}")

    def open_kept(self, own: OwnForm) -> FormFiles:
        """Return the files of one of ours, byte for byte. Raises `FormEdited`."""
        where = f"{own.family}/v{own.version}"
        try:
            files = decode_files(self._blobs.get(0, own.blob))
        except (Unavailable, ValueError, KeyError) as error:
            raise FormEdited(where) from error
        if files.sha256 != own.sha256:
            raise FormEdited(where)
        return files

    def _catalogue(self, family: str | None = None) -> Catalogue:
        """Gather what comes with Aval and what of ours is published at this moment, of one family or all."""
        with self._store.reading() as reader:
            own = published_forms(reader)
        ours = (self._ours(one) for one in own if family in (None, one.family))
        return Catalogue((*self._given.published(), *ours), self._today())

    def _ours(self, own: OwnForm) -> FormVersion:
        form = self._read.get(own.sha256)
        if form is None:
            form, _ = read_version(dict(self.open_kept(own).named))
            if form is None:
                raise FormEdited(f"{own.family}/v{own.version}")
            form = self._read[own.sha256] = replace(form, status="published")
        return form


def _faults(findings: tuple[Finding, ...]) -> tuple[Fault, ...]:
    """Point at the file of each finding by the name of its field."""
    return tuple(
        Fault(f"/{_FIELD_OF[each.where.rpartition('/')[2]]}", each.code, each.detail) for each in findings
    )
