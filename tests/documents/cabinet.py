"""Sealed documents to test with: one authorization, written down and sealed by keys drawn once."""

import json
import secrets
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from service.credentials.seal_keys import SealKeys, as_pem, create_seal_keys, load_seal_keys
from service.documents.evidence.writer import PdfWriter
from service.documents.sealing.sealer import PdfSealer
from service.registry.consent_records import (
    Answer,
    ConsentRecord,
    DocumentRecord,
    Establishes,
    Outcomes,
    SignatureRecord,
)
from service.registry.evidence import Dossier, Original, Subject
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.sealing import TrustedSeals
from service.registry.signing_evidence import ScreenSigning
from service.vault.data_keys import unwrap
from service.vault.kek import Kek
from tests.documents.shop import ESTABLISHMENT, form_of, printed

NUMBER = "1K7F-3M9X-4T8B-2QDY"
NOW = datetime(2026, 10, 13, 18, 5, tzinfo=UTC)
TODAY = datetime.now(UTC)
SITE = ("web_site", "newsletter", "print", "intranet")
SOCIAL = ("facebook", "instagram", "linkedin", "youtube", "x")
SHOWN = ("photo", "video", "name")


def outcomes(first: Answer = "yes", withdrawn_on: date | None = None) -> tuple[Outcomes, ...]:
    """Two uses: one answered as said, one refused."""
    return (
        Outcomes(SHOWN, SITE, ("information",), first, withdrawn_on),
        Outcomes(SHOWN, SOCIAL, ("information",), "no"),
    )


def subject(
    family: str = "adult", language: str = "fr", name: str = "Éloïse Nguyễn", **more: object
) -> Subject:
    """An authorization of one person, confirmed; `more` are fields of its record."""
    form = form_of(family)
    text = form.text(language)
    assert text
    consent = ConsentRecord(
        number=3,
        id=NUMBER.replace("-", ""),
        person=7,
        state="confirmed",
        form=family,
        version=1,
        language=language,
        text_sha256=text.sha256,
        signatures=(SignatureRecord("self", name, date(2026, 10, 12), "paper", verified=True),),
        outcomes=outcomes(),
        establishes=Establishes(opt_in=True, free=True, informed=True, distinct=True),
        recorded_at=NOW,
        recorded_by=3,
        limits=("no_tag",),
        valid_until=date(2028, 10, 12),
        confirmed_at=NOW + timedelta(minutes=3),
        confirmed_by=3,
    )
    person = PersonRecord(
        7, Names(name), (RolePeriod("user", None, None),), NOW, NOW, adult_attested=True, language=language
    )
    return Subject(
        consent=replace(consent, **more),  # type: ignore[arg-type] # fields of the record
        person=person,
        form=form,
        number=NUMBER,
        zone=ZoneInfo("America/Toronto"),
        establishment=ESTABLISHMENT,
        verification=f"https://aval.exemple.qc.ca/v/{NUMBER}",
        portal="https://aval.exemple.qc.ca/mes-autorisations",
    )


def original(content: bytes | None = None, media_type: str = "application/pdf") -> Original:
    """A paper as it came."""
    held = printed("adult", language="fr", paper="letter") if content is None else content
    return Original(DocumentRecord(sha256(held).hexdigest(), media_type, len(held), "blob", NOW, 3), held)


def signed_on_screen(drawn: str | None = None) -> ScreenSigning:
    """What is kept of a signature given on screen."""
    return ScreenSigning(
        signer="self",
        typed_name="Éloïse Nguyễn",
        identified="code_by_text",
        text_sha256="ab" * 32,
        language="fr",
        shown_at=NOW,
        answered_at=NOW + timedelta(minutes=2),
        signed_at=NOW + timedelta(minutes=3),
        answers=(("media_photo", "yes"), ("information_site", "yes"), ("activity_place", "Rimouski")),
        sent_to="42",
        drawn=drawn,
        drawn_sha256="cd" * 32 if drawn else None,
    )


def dossier(about: Subject, *originals: Original, time_stamped: bool = False) -> Dossier:
    """All that the sealed document of an authorization holds."""
    return Dossier(about, NOW, time_stamped, {3: "Ana Roy"}, originals)


@cache
def keys() -> SealKeys:
    """Keys of one registry."""
    return drawn_keys()


def drawn_keys() -> SealKeys:
    """Keys of another registry each time."""
    return drawn_with_root()[0]


def drawn_with_root() -> tuple[SealKeys, ec.EllipticCurvePrivateKey]:
    """Keys of a registry, and the root's own, which nothing but its file holds."""
    kek = Kek(secrets.token_bytes(32))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seal.keys"
        create_seal_keys(path, kek, secrets.token_bytes, TODAY)
        secret = unwrap(kek, bytes.fromhex(json.loads(path.read_text())["root_key"]))
        root = ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1())
        return load_seal_keys(path, kek), root


def sealer(authority: str = "", held: SealKeys | None = None) -> PdfSealer:
    """What seals, with or without a third party that dates it."""
    held = held or keys()
    return PdfSealer(held.private, held.certificate, held.chain, held.revoked, authority)


def writer(authority: str = "") -> PdfWriter:
    """What writes and seals."""
    return PdfWriter("https://aval.exemple.qc.ca", lambda: sealer(authority), bool(authority))


@cache
def sealed(language: str = "fr") -> bytes:
    """A document sealed once, for the tests that look at it."""
    return writer().write_sealed(dossier(subject(language=language), original()))


def trusted(*stamps: x509.Certificate, held: SealKeys | None = None) -> TrustedSeals:
    """What a reader trusts who has our keys."""
    held = held or keys()
    revoked = tuple(one.public_bytes(Encoding.PEM).decode() for one in held.revoked)
    return TrustedSeals((as_pem(held.anchor),), tuple(as_pem(one) for one in stamps), revoked)


def keys_file(folder: Path, held: TrustedSeals) -> Path:
    """The file that `aval keys list` writes."""
    path = folder / "keys.json"
    names = {"roots": "sealing_roots", "time_stamps": "time_stamp_roots", "revoked": "sealing_revoked"}
    path.write_text(json.dumps({names[name]: value for name, value in asdict(held).items()}))
    return path
