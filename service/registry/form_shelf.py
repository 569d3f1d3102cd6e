"""Where the registry finds forms: the ports that service/forms implements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from service.registry.form_files import Examined, FormFiles
    from service.registry.form_records import OwnForm
    from service.registry.forms import FormVersion


class Forms(Protocol):
    """The published consent forms."""

    def find(self, family: str, version: int | None = None) -> FormVersion | None:
        """Return a version of a family, the newest published one when none is named."""

    def families(self) -> tuple[str, ...]:
        """List the families, in the order people are shown them."""


class FormShelf(Forms, Protocol):
    """All forms: those that come with Aval and the establishment's own, drafts among them."""

    def shipped(self) -> tuple[FormVersion, ...]:
        """List the published versions that come with Aval."""

    def published(self) -> tuple[FormVersion, ...]:
        """List every version that people may have signed, the establishment's own among them."""

    def examine(self, files: FormFiles) -> Examined:
        """Read three files as a draft and say all there is to mend in them."""

    def files_of(self, family: str, version: int) -> FormFiles:
        """Return the files of a version that comes with Aval. Raises `NotFound`."""

    def open_kept(self, own: OwnForm) -> FormFiles:
        """Return the files of one of ours, byte for byte. Raises `FormEdited` for any other bytes."""
