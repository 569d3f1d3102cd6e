"""The life of the establishment's own forms: submitted, approved by two people, published for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain import serials
from service.registry.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, Stale, Unavailable
from service.registry.form_files import encode_files
from service.registry.form_states import APPROVED, PUBLISHED, SUBMITTED, own_forms
from service.registry.permissions import check_may
from service.registry.print_jobs import LANGUAGES, Job, Order, Sheet
from service.registry.recording import changing

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.form_files import FormFiles
    from service.registry.form_records import FormState, OwnForm
    from service.registry.forms import FormVersion
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

FIRST_OWN: Final = 101
"""Numbers below are for the versions that come with Aval: neither ever takes the other's place."""
LAST_OWN: Final = 9999
_FAMILY: Final = re.compile(r"[a-z](?:[a-z0-9-]{0,22}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Listed:
    """A version of a form, how far it is, and its own acts when the establishment wrote it."""

    form: FormVersion
    state: FormState
    sha256: str
    own: OwnForm | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One version with all there is to mend in it, its bytes, and the versions it may be compared with."""

    listed: Listed
    files: FormFiles
    faults: tuple[Fault, ...]
    others: tuple[Listed, ...]
    names: dict[int, str]
    """Of the users who submitted, approved and published, by number."""


def list_forms(ports: Ports, caller: Caller) -> tuple[Listed, ...]:
    """List all versions of all families, in the order people choose families, the newest first."""
    check_may(caller, "read_forms")
    with ports.store.reading() as reader:
        own = own_forms(reader)
    return _listed(ports, own)


def show_form(ports: Ports, caller: Caller, family: str, version: int) -> Shown:
    """Show one version, whatever its state. Raises `NotFound`."""
    check_may(caller, "read_forms")
    with ports.store.reading() as reader:
        own = own_forms(reader)
        names = {user.number: user.name for user in reader.list_users()}
    every = [one for one in _listed(ports, own) if one.form.family == family]
    listed = next((one for one in every if one.form.version == version), None)
    if listed is None:
        raise NotFound
    files = ports.forms.files_of(family, version) if listed.own is None else ports.forms.open_kept(listed.own)
    faults = () if listed.state == "published" else ports.forms.examine(files).faults
    others = tuple(one for one in every if one.form.version != version)
    return Shown(listed, files, faults, others, names)


def submit_form(ports: Ports, caller: Caller, files: FormFiles) -> Listed:
    """Keep a version as a draft; an earlier draft of its number is replaced, its approvals count no more.

    Raises `Invalid` for files that cannot be read or a number that is not ours to give, `Conflict` once
    the number is published.
    """
    check_may(caller, "change_forms")
    form = _read(ports, files)
    with changing(ports, caller) as change:
        known = _find(change.writer, form.family, form.version)
        if known and known.published:
            raise Conflict("FORM_PUBLISHED")
        if known is None or known.sha256 != files.sha256:
            blob = ports.random(16).hex()
            # Kept before the act that names it: a crash in between leaves a blob nobody names.
            ports.blobs.put(0, blob, encode_files(files))
            _put(change, SUBMITTED, form, files.sha256, blob)
        kept = _find(change.writer, form.family, form.version)
    return Listed(form, kept.state if kept else "draft", files.sha256, kept)


def approve_form(ports: Ports, caller: Caller, family: str, version: int, sha256: str) -> Listed:
    """Approve exactly these bytes. Raises `Stale` for others, `Invalid` with what is to be mended first."""
    check_may(caller, "change_forms")
    form = _fit(ports, family, version, sha256)
    with changing(ports, caller) as change:
        own = _draft(change.writer, family, version, sha256)
        if caller.user in {one.by for one in own.approvals}:
            raise NotAllowed("FOUR_EYES")
        _put(change, APPROVED, form, own.sha256, own.blob)
        after = _draft(change.writer, family, version, sha256)
    return Listed(form, after.state, after.sha256, after)


def publish_form(ports: Ports, caller: Caller, family: str, version: int, sha256: str) -> Listed:
    """Give a version to people from now on, for good. Raises `Conflict` before two people approved it."""
    check_may(caller, "change_forms")
    form = _faultless(ports, family, version, sha256)
    with changing(ports, caller) as change:
        own = _draft(change.writer, family, version, sha256)
        if own.state != "approved":
            raise Conflict("FORM_NOT_APPROVED")
        _put(change, PUBLISHED, form, own.sha256, own.blob)
        after = _find(change.writer, family, version)
    return Listed(form, "published", own.sha256, after)


def print_specimen(ports: Ports, caller: Caller, family: str, version: int, language: str) -> bytes:
    """Print one copy to look at, marked as such on its face: it can neither be scanned nor registered."""
    check_may(caller, "read_forms")
    if language not in LANGUAGES:
        raise NotFound
    return _specimen(ports, show_form(ports, caller, family, version).listed.form, language)


def _listed(ports: Ports, own: tuple[OwnForm, ...]) -> tuple[Listed, ...]:
    given = [Listed(form, "published", ports.forms.files_of(form.family, form.version).sha256)
             for form in ports.forms.shipped()]  # fmt: skip
    given += [Listed(_form(ports, one), one.state, one.sha256, one) for one in own]
    places = {one.form.family: one.form.order for one in sorted(given, key=lambda one: -one.form.version)}
    return tuple(sorted(given, key=lambda one: (places[one.form.family], one.form.family, -one.form.version)))


def _read(ports: Ports, files: FormFiles) -> FormVersion:
    examined = ports.forms.examine(files)
    form = examined.form
    if form is None:
        raise Invalid(*examined.faults)
    faults = []
    if not _FAMILY.fullmatch(form.family):
        faults.append(Fault("/form", "FORM_FAMILY", form.family))
    if not FIRST_OWN <= form.version <= LAST_OWN:
        faults.append(Fault("/form", "FORM_NUMBER", f"{FIRST_OWN}-{LAST_OWN}"))
    if faults:
        raise Invalid(*faults)
    return form


def _fit(ports: Ports, family: str, version: int, sha256: str) -> FormVersion:
    """Return a draft with nothing left to mend, which can be printed. Raises `Invalid`.

    Done before the transaction, which would keep everybody waiting; the hash says that it is still the same.
    """
    form = _faultless(ports, family, version, sha256)
    for language in LANGUAGES:
        _specimen(ports, form, language)
    return form


def _faultless(ports: Ports, family: str, version: int, sha256: str) -> FormVersion:
    with ports.store.reading() as reader:
        own = _draft(reader, family, version, sha256)
    examined = ports.forms.examine(ports.forms.open_kept(own))
    if examined.form is None or examined.faults:
        raise Invalid(*examined.faults)
    return examined.form


def _specimen(ports: Ports, form: FormVersion, language: str) -> bytes:
    sheet = Sheet(serials.draw(ports.random))
    job = Job(form, language, Order(form.family, language), ports.establishment, (sheet,), specimen=True)
    return ports.printer.print_forms(job, lambda _: None)


def _form(ports: Ports, own: OwnForm) -> FormVersion:
    form = ports.forms.examine(ports.forms.open_kept(own)).form
    if form is None:
        raise Unavailable("RECORD_UNREADABLE")
    return form


def _find(reader: Reader, family: str, version: int) -> OwnForm | None:
    return next((one for one in own_forms(reader) if (one.family, one.version) == (family, version)), None)


def _draft(reader: Reader, family: str, version: int, sha256: str) -> OwnForm:
    own = _find(reader, family, version)
    if own is None:
        raise NotFound
    if own.published:
        raise Conflict("FORM_PUBLISHED")
    if own.sha256 != sha256:
        raise Stale
    return own


def _put(change: Change, kind: str, form: FormVersion, sha256: str, blob: str) -> None:
    change.put(kind, None, family=form.family, version=str(form.version), sha256=sha256, blob=blob)
