"""Puts the parts together: the one place that knows which part stands behind each port."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from service.credentials.issuer import KeyIssuer
from service.credentials.issuing_keys import create_issuing_keys
from service.credentials.log_key import LogKey, create_log_key, load_log_key
from service.credentials.offline_lists import derive_list_key
from service.credentials.passwords import ArgonPasswords
from service.credentials.seal_keys import (
    SealCertificateUnfit,
    SealKeyMissing,
    as_pem,
    create_seal_keys,
    load_given_keys,
    load_roots,
    load_seal_keys,
    load_trusted,
)
from service.credentials.webhook_keys import (
    WebhookKeyMissing,
    WebhookKeys,
    create_webhook_keys,
    load_webhook_keys,
)
from service.documents.code_drawing import TokenCodes
from service.documents.evidence.writer import PdfWriter
from service.documents.pixels.desk import PictureDesk
from service.documents.printer import FormPrinter
from service.documents.scan_folder import FolderWatch, ScanFolder
from service.documents.scans.reading import ScanDesk, ScanReader
from service.forms.loader import load_forms, load_requirements
from service.forms.shelf import FormChecks, Shelf
from service.i18n.words import LANGUAGES, words_for
from service.notices.guarded_calls import GuardedCaller
from service.notices.post import Post
from service.notices.webhooks import WebhookHerald
from service.registry.desk import DeskInMemory
from service.registry.establishment import FILE, decode_establishment
from service.registry.heralds import WebhookKeyUnavailable
from service.registry.intake_unattended import receive_from_folder
from service.registry.ports import Ports
from service.registry.printing import Press
from service.registry.sealing import SealUnavailable, TrustedSeals
from service.registry.webhook_records import WebhookRecord
from service.storage.blobs import FolderBlobs
from service.storage.log_files import LogFiles
from service.storage.log_keeping import read_log_faults
from service.storage.opening import init_registry, open_store, version_of
from service.storage.references import KeyedReferences
from service.vault.failures import VaultFailure
from service.vault.kek import create_kek, load_kek

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from service.forms.catalogue import Catalogue
    from service.registry.sealing import Sealer
    from service.settings import Settings
    from service.storage.store import SqlStore
    from service.vault.kek import Kek

BEFORE_SEALS: Final = frozenset({"", "0001"})
"""Versions of the tables from before documents were sealed: such a registry gets its sealing key."""
FORMS = Path(__file__).resolve().parent.parent / "consent_forms"


def init(settings: Settings) -> bool:
    """Make the folder, the keys and the registry; on a filled folder change nothing and return False.

    A registry whose keys are not there gets no others: they would open nothing, and stand in the place of
    those to be brought back.
    """
    found = version_of(settings.database_url)
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings.kek_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not found and not settings.kek_file.exists():
        create_kek(settings.kek_file, secrets.token_bytes)
    kek = load_kek(settings.kek_file)
    if not found:
        create_log_key(_log_key_file(settings), kek, secrets.token_bytes)
    if found in BEFORE_SEALS:
        create_seal_keys(_seal_file(settings), kek, secrets.token_bytes, _now())
    made = init_registry(settings.database_url, kek)
    _add_keys(settings, kek)
    return made


def _add_keys(settings: Settings, kek: Kek) -> None:
    """Draw the keys of tokens and of webhooks where there are none, as in a registry from before them.

    Where something was ever signed by them they are away, not missing: they are to be brought back.
    """
    issuing, webhooks = settings.kek_file.with_name("issuing.json"), _webhook_file(settings)
    if issuing.exists() and webhooks.exists():
        return
    store = open_registry(settings)
    try:
        with store.reading() as reader:
            has_lists, has_webhooks = reader.status_lists(), reader.list_entries(WebhookRecord, None, None, 1)
    finally:
        store.close()
    if not has_lists:
        create_issuing_keys(issuing.parent, kek, secrets.token_bytes, settings.public_url, _now())
    if not has_webhooks:
        create_webhook_keys(webhooks, kek, secrets.token_bytes)


def open_registry(settings: Settings) -> SqlStore:
    """Open the store with its key; refuses unsafe settings."""
    return open_store(settings.database_url, load_kek(settings.kek_file))


def open_log_key(settings: Settings) -> LogKey:
    """Read the key that signs checkpoints; the log is named by the registry's public address."""
    origin = f"{urlsplit(settings.public_url).netloc}/log"
    return load_log_key(_log_key_file(settings), load_kek(settings.kek_file), origin)


def open_log_files(settings: Settings) -> LogFiles:
    """Give the folder of the log's public files."""
    return LogFiles(settings.data_dir / "log")


def wire(settings: Settings, store: SqlStore) -> Ports:
    """Give the use cases all they need."""
    blobs = FolderBlobs(Path(settings.blobs_url), store.sealer_of)
    establishment = load_establishment(settings)
    return Ports(
        store=store,
        blobs=blobs,
        references=KeyedReferences(store.seals.keyring.reference),
        forms=open_shelf(settings, store, blobs),
        passwords=ArgonPasswords(),
        clock=_now,
        random=secrets.token_bytes,
        time_zone=settings.time_zone,
        policy=settings.policy,
        desk=DeskInMemory(),
        messenger=Post(settings.public_url, establishment, _now, settings.smtp, settings.text_url),
        printer=FormPrinter(),
        establishment=establishment,
        opener=ScanDesk(),
        lists=derive_list_key(store.seals.keyring.registry, f"{urlsplit(settings.public_url).netloc}/lists"),
        evidence=PdfWriter(settings.public_url, cache(partial(_sealer, settings)), bool(settings.tsa_url)),
        pictures=PictureDesk(),
        issuer=open_issuer(settings),
        codes=TokenCodes(),
        log_faults=partial(read_log_faults, open_log_files(settings)),
        herald=WebhookHerald(
            cache(partial(_webhook_keys, settings)), _now, GuardedCaller(settings.webhook_origins)
        ),
    )


def open_issuer(settings: Settings) -> KeyIssuer:
    """Give what signs tokens and status lists."""
    kek = load_kek(settings.kek_file)
    return KeyIssuer(settings.kek_file.parent, kek, settings.public_url, secrets.token_bytes)


def open_sealer(settings: Settings) -> Sealer:
    """Give what seals documents: the establishment's certificate where one is set, else our own."""
    from service.documents.sealing.sealer import PdfSealer  # noqa: PLC0415 - pyHanko takes a second to load

    kek = load_kek(settings.kek_file)
    if settings.seal_certificate:
        keys = load_given_keys(settings.seal_certificate, settings.seal_password.encode() or None)
    else:
        keys = load_seal_keys(_seal_file(settings), kek)
    roots = load_roots(settings.tsa_certificates) if settings.tsa_certificates else ()
    return PdfSealer(keys.private, keys.certificate, keys.chain, keys.revoked, settings.tsa_url, roots)


def open_trusted(settings: Settings) -> TrustedSeals:
    """Give what others need to trust our seals; nothing of it is secret."""
    stamps = load_roots(settings.tsa_certificates) if settings.tsa_certificates else ()
    dated = tuple(as_pem(one) for one in stamps)
    if settings.seal_certificate:
        own = load_given_keys(settings.seal_certificate, settings.seal_password.encode() or None)
        return TrustedSeals((as_pem(own.anchor),), dated)
    root, revoked = load_trusted(_seal_file(settings))
    return TrustedSeals((root,), dated, (revoked,))


def load_establishment(settings: Settings) -> Mapping[str, str]:
    """Read the establishment's words for its forms; nothing when its file is not there yet."""
    path = establishment_file(settings)
    return decode_establishment(path.read_bytes()) if path.exists() else {}


def establishment_file(settings: Settings) -> Path:
    """Return the file of the establishment's words."""
    return settings.data_dir / FILE


def open_shelf(settings: Settings, store: SqlStore, blobs: FolderBlobs) -> Shelf:
    """Give the forms that come with Aval, and the establishment's own as its registry keeps them."""
    return Shelf(FORMS, load_forms(FORMS), (store, blobs), lambda: _today(settings))


def check_registry(settings: Settings) -> None:
    """Open all that serving needs and read every form, so that what is wrong is said before anyone comes."""
    store = open_registry(settings)
    try:
        wire(settings, store).forms.published()
    finally:
        store.close()


def open_checks() -> FormChecks:
    """Give what checking a form being written needs."""
    return FormChecks(load_requirements(FORMS))


def open_forms(settings: Settings) -> Catalogue:
    """Give what is published now; where there is no registry yet, what comes with Aval."""
    if not version_of(settings.database_url):
        return load_forms(FORMS)
    store = open_registry(settings)
    try:
        blobs = FolderBlobs(Path(settings.blobs_url), store.sealer_of)
        return open_shelf(settings, store, blobs).now()
    finally:
        store.close()


def open_press(settings: Settings) -> Press:
    """Give what printing blank forms needs."""
    return Press(open_forms(settings), FormPrinter(), secrets.token_bytes, load_establishment(settings))


def open_reader(settings: Settings | None = None) -> ScanReader:
    """Give what reading scans needs: the forms published now; without settings, those that come with Aval."""
    forms = open_forms(settings) if settings else load_forms(FORMS)
    return ScanReader(forms.published())


def watch_folder(settings: Settings, ports: Ports, stop: Callable[[Exception], None]) -> FolderWatch | None:
    """Give what watches the scanner's folder, where there is one."""
    if settings.scan_folder is None:
        return None
    folder = ScanFolder(settings.scan_folder, partial(receive_from_folder, ports), _say_refused)
    return FolderWatch(folder, stop)


def _say_refused(name: str, code: str) -> str:
    """Say in both languages why a file of the folder was not taken in."""
    key = f"refusal.{'NOT_A_SCAN' if code == 'NOT_IN_LIST' else code}"
    return "\n".join([name, *(words_for("communications", one)(key) for one in LANGUAGES), ""])


def demonstration_file(settings: Settings) -> Path:
    """Return the file that says all people here are fictional."""
    return settings.data_dir / "demonstration"


def _today(settings: Settings) -> date:
    return datetime.now(settings.time_zone).date()


def _log_key_file(settings: Settings) -> Path:
    return settings.kek_file.with_name("log.key")


def _sealer(settings: Settings) -> Sealer:
    """Open what seals, for a request: whatever is wrong with its key is for the operator to read."""
    try:
        return open_sealer(settings)
    except (OSError, SealCertificateUnfit, SealKeyMissing, VaultFailure) as error:
        raise SealUnavailable from error


def _webhook_keys(settings: Settings) -> WebhookKeys:
    """Open what signs for other programs: whatever is wrong with its key is for the operator to read."""
    try:
        return load_webhook_keys(_webhook_file(settings), load_kek(settings.kek_file))
    except (OSError, WebhookKeyMissing, VaultFailure) as error:
        raise WebhookKeyUnavailable from error


def _webhook_file(settings: Settings) -> Path:
    return settings.kek_file.with_name("webhooks.key")


def _seal_file(settings: Settings) -> Path:
    return settings.kek_file.with_name("seal.keys")


def _now() -> datetime:
    return datetime.now(UTC)
