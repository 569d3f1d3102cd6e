"""What use cases are given in tests: a real store, real keys and forms, and a clock that tests move."""

import atexit
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.serialization import Encoding

from service.credentials.issuer import KeyIssuer
from service.credentials.issuing_keys import create_issuing_keys
from service.credentials.offline_lists import derive_list_key
from service.credentials.seal_keys import SealKeys, as_pem, create_seal_keys, load_seal_keys
from service.credentials.webhook_keys import WebhookKeys
from service.documents.code_drawing import TokenCodes
from service.documents.evidence.writer import PdfWriter
from service.documents.pixels.desk import PictureDesk
from service.documents.printer import FormPrinter
from service.documents.scans.reading import ScanDesk
from service.domain.facts import Config
from service.forms.catalogue import Catalogue
from service.forms.loader import load_forms
from service.forms.shelf import Shelf
from service.notices.guarded_calls import GuardedCaller
from service.notices.webhooks import WebhookHerald
from service.registry.desk import DeskInMemory
from service.registry.errors import Unavailable
from service.registry.ports import Policy, Ports
from service.registry.sealing import Sealer, TrustedSeals
from service.storage.blobs import FolderBlobs
from service.storage.references import KeyedReferences
from service.storage.store import SqlStore
from service.vault.kek import Kek
from tests.support.post_box import PostBox

FORMS = Path(__file__).resolve().parents[2] / "consent_forms"
TUESDAY = datetime(2026, 10, 13, 18, 5, tzinfo=UTC)
"""2026-10-13 at 14:05 in Québec."""


@dataclass(slots=True)
class MovableClock:
    """A clock that stands still until a test moves it."""

    now: datetime = TUESDAY

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **spans: float) -> None:
        """Let time pass: `pass_by(days=1)`."""
        self.now += timedelta(**spans)


class PlainPasswords:
    """Passwords without the cost of hashing them."""

    def hash(self, password: str) -> str:
        return password[::-1]

    def matches(self, password_hash: str | None, password: str) -> bool:
        return password_hash == password[::-1]


@dataclass(slots=True)
class FailingAccesses:
    """A store whose journal of look-ups cannot be written."""

    store: SqlStore

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def record_access(self, _: object) -> int:
        raise Unavailable("ACCESS_RECORD_UNAVAILABLE")


@cache
def sealer() -> Sealer:
    """A seal whose keys are drawn once for all tests."""
    from service.documents.sealing.sealer import PdfSealer  # noqa: PLC0415 - pyHanko takes a second to load

    keys = _seal_keys()
    return PdfSealer(keys.private, keys.certificate, keys.chain, keys.revoked)


def trusted() -> TrustedSeals:
    """What a reader needs to trust that seal."""
    keys = _seal_keys()
    revoked = tuple(one.public_bytes(Encoding.PEM).decode() for one in keys.revoked)
    return TrustedSeals((as_pem(keys.anchor),), revoked=revoked)


@cache
def _seal_keys() -> SealKeys:
    with TemporaryDirectory() as folder:
        path, kek = Path(folder) / "seal.keys", Kek(secrets.token_bytes(32))
        create_seal_keys(path, kek, secrets.token_bytes, datetime.now(UTC))
        return load_seal_keys(path, kek)


@cache
def shipped_forms() -> Catalogue:
    """The forms of the folder, read once for all tests: nothing changes what was read."""
    return load_forms(FORMS)


@cache
def issuer() -> KeyIssuer:
    """What signs tokens, its keys drawn once for all tests and in force long before their clocks."""
    keys, kek = Path(mkdtemp(prefix="aval-issuing-")), Kek(bytes(range(32)))
    atexit.register(rmtree, keys, ignore_errors=True)
    create_issuing_keys(
        keys, kek, secrets.token_bytes, "https://aval.example", datetime(2026, 1, 1, tzinfo=UTC)
    )
    return KeyIssuer(keys, kek, "https://aval.example", secrets.token_bytes)


def make_ports(
    store: SqlStore, folder: Path, clock: MovableClock, *, minor_release: str = "immediate"
) -> Ports:
    """Put the parts together as the product does; files drawn at random are never drawn here."""
    zone = ZoneInfo("America/Toronto")
    blobs = FolderBlobs(folder / "blobs", store.sealer_of)
    shelf = Shelf(FORMS, shipped_forms(), (store, blobs), lambda: clock().astimezone(zone).date())
    return Ports(
        store=store,
        blobs=blobs,
        references=KeyedReferences(store.seals.keyring.reference),
        forms=shelf,
        passwords=PlainPasswords(),
        clock=clock,
        random=secrets.token_bytes,
        time_zone=zone,
        policy=Policy(config=Config(spot_check_share=0.0), minor_release=minor_release),
        desk=DeskInMemory(),
        messenger=PostBox(),
        printer=FormPrinter(),
        establishment={},
        opener=ScanDesk(),
        evidence=PdfWriter("https://aval.example", sealer),
        herald=WebhookHerald(lambda: WebhookKeys(bytes(32)), clock, GuardedCaller()),
        pictures=PictureDesk(),
        lists=derive_list_key(store.seals.keyring.registry, "aval.example/lists"),
        issuer=issuer(),
        codes=TokenCodes(),
        log_faults=tuple,
    )
