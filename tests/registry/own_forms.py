"""An establishment that writes its own forms: users, and files made from those that come with Aval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from service.registry import accounts, form_life
from service.registry.account_records import Caller
from service.registry.form_files import FILES, FormFiles, files_of
from service.registry.form_life import Listed
from service.registry.ports import Ports
from tests.support.ports import FORMS

SENTENCE = "Vous n'avez pas à dire pourquoi."
IN_ENGLISH = "You do not have to say why."
OTHER = "Vous n'avez aucune raison à donner."


def written(
    family: str = "adult", version: int = 101, *, into: str | None = None, said: str = OTHER
) -> FormFiles:
    """Write a version from a family that comes with Aval: another number, and one other sentence."""
    folder = FORMS / family / "v1"
    files = files_of({name: (folder / name).read_bytes() for name in FILES})
    form = files.form.decode().replace("version = 1\n", f"version = {version}\n")
    form = form.replace(f'family = "{family}"', f'family = "{into or family}"')
    french = files.fr.decode()
    assert SENTENCE in french
    return FormFiles(form.encode(), french.replace(SENTENCE, said).encode(), files.en)


def with_slip(files: FormFiles) -> FormFiles:
    """Write a form that no one can withdraw from: a required sentence is gone."""
    return replace(files, en=files.en.replace(b"No answer means no.", b"No answer means yes."))


@dataclass(frozen=True, slots=True)
class Writers:
    """Those who write and approve forms, and one who may not."""

    ports: Ports
    communications: Caller
    legal: Caller
    second: Caller
    publisher: Caller

    def submit(self, files: FormFiles | None = None, by: Caller | None = None) -> Listed:
        """Submit a version."""
        return form_life.submit_form(self.ports, by or self.communications, files or written())

    def approve(self, form: Listed, *callers: Caller) -> Listed:
        """Have users approve a version one after the other."""
        for caller in callers:
            form = form_life.approve_form(
                self.ports, caller, form.form.family, form.form.version, form.sha256
            )
        return form

    def publish(self, form: Listed, by: Caller | None = None) -> Listed:
        """Publish a version."""
        caller = by or self.communications
        return form_life.publish_form(self.ports, caller, form.form.family, form.form.version, form.sha256)

    def published(self, files: FormFiles | None = None) -> Listed:
        """Take a version through its whole life."""
        return self.publish(self.approve(self.submit(files), self.communications, self.legal))


def writers(ports: Ports) -> Writers:
    """Add the users."""
    names = ("communications", "legal", "second", "publisher")
    return Writers(ports, *(_user(ports, name) for name in names))


def _user(ports: Ports, name: str) -> Caller:
    role = "legal" if name == "second" else name
    user = accounts.add_user(ports, accounts.operator(), name, (role,), email=f"{name}@exemple.ca")
    return Caller(user.number, user.name, role, "page")


def folder_of(files: FormFiles, folder: Path) -> Path:
    """Write a version into a folder."""
    folder.mkdir(parents=True)
    for name, content in files.named:
        folder.joinpath(name).write_bytes(content)
    return folder
