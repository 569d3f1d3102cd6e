"""Settings from the environment (prefix AVAL_), read once and checked before anything opens."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from service.domain.configuring import read_config
from service.domain.facts import Config
from service.domain.reading import CaseFault
from service.ledger.cosignature import CosignerKey
from service.ledger.failures import KeyMalformed
from service.notices.smtp import SmtpAddress, SmtpAddressMalformed, read_smtp_address
from service.notices.texts import TO
from service.registry.ports import Policy

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX: Final = "AVAL_"


class SettingsInvalid(Exception):
    """A setting cannot be used; `mend` says what to write instead."""

    def __init__(self, name: str, mend: str) -> None:
        super().__init__(f"{name}: {mend}")
        self.code = name
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. Paths are absolute; `rate` counts a publisher's questions a minute (None: off)."""

    data_dir: Path
    database_url: str
    blobs_url: str
    public_url: str
    kek_file: Path
    time_zone: ZoneInfo
    fixed_answer_ms: int
    rate: int | None
    policy: Policy
    smtp: SmtpAddress | None = None
    """Where courriels are handed over; None: they are kept until it is set."""
    tsa_url: str = ""
    """Time-stamping authority (RFC 3161) that dates seals; empty: no third party does."""
    tsa_certificates: Path | None = None
    """Its roots, as PEM; None: those in its first answer are put into the document."""
    seal_certificate: Path | None = None
    """The establishment's certificate with its key (PKCS#12 or PEM); None: one of our own."""
    seal_password: str = field(default="", repr=False)
    text_url: str = field(default="", repr=False)
    """Gateway of text messages, with `{to}` where the number stands; empty: none are offered."""
    webhook_origins: frozenset[str] = frozenset()
    """Programs of ours that webhooks may call: `https://cms.exemple`, or http on this machine."""
    witnesses: tuple[tuple[CosignerKey, str], ...] = ()
    """Witnesses of the log: the key of each, and the address at which it is asked."""
    scan_folder: Path | None = None
    """Folder in which a scanner leaves files; what is whole there is taken in and goes. None: none."""


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises `SettingsInvalid` naming the one to mend."""
    given = {name.removeprefix(PREFIX): text for name, text in environ.items() if name.startswith(PREFIX)}
    data_dir = Path(given.get("DATA_DIR", "var")).expanduser().resolve()
    rate = given.get("RATE", "60")
    return Settings(
        data_dir=data_dir,
        database_url=given.get("DATABASE_URL", f"sqlite:///{data_dir / 'aval.db'}"),
        blobs_url=_folder("BLOBS_URL", given.get("BLOBS_URL", str(data_dir / "blobs"))),
        public_url=given.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        kek_file=Path(given.get("KEK_FILE", data_dir / "keys" / "kek")).expanduser().resolve(),
        time_zone=_zone(given.get("TIME_ZONE", "America/Toronto")),
        fixed_answer_ms=_number("FIXED_ANSWER_MS", given.get("FIXED_ANSWER_MS", "100")),
        rate=None if rate == "off" else _number("RATE", rate),
        policy=_policy(data_dir, given.get("MINOR_RELEASE", "07:00")),
        smtp=_smtp(given),
        text_url=_text_url(given),
        tsa_url=_tsa_url(given.get("TSA_URL", "")),
        tsa_certificates=_file(given.get("TSA_CERTIFICATES")),
        seal_certificate=_file(given.get("SEAL_CERTIFICATE")),
        seal_password=_secret("SEAL_PASSWORD_FILE", given),
        scan_folder=_scan_folder(given.get("SCAN_FOLDER", "")),
        webhook_origins=_origins(given.get("WEBHOOK_ORIGINS", "")),
        witnesses=_witnesses(given.get("WITNESSES", "")),
    )


def _scan_folder(name: str) -> Path | None:
    path = Path(name).expanduser().resolve() if name else None
    if path is not None and not path.is_dir():
        raise SettingsInvalid("AVAL_SCAN_FOLDER", f'"{name}" is not a folder of this machine')
    return path


def _origins(text: str) -> frozenset[str]:
    """Read origins parted by spaces; plain http is for this very machine."""
    for origin in text.split():
        parts = urlsplit(origin)
        here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if origin != f"{parts.scheme}://{parts.netloc}" or not (here or parts.scheme == "https"):
            raise SettingsInvalid("AVAL_WEBHOOK_ORIGINS", "write https://host, or http://127.0.0.1:port")
    return frozenset(text.lower().split())


def _witnesses(text: str) -> tuple[tuple[CosignerKey, str], ...]:
    """Read keys and addresses, in turns, parted by spaces."""
    words = text.split()
    try:
        found = [(CosignerKey.decode(key), url) for key, url in zip(words[::2], words[1::2], strict=True)]
    except (KeyMalformed, ValueError) as error:
        raise SettingsInvalid("AVAL_WITNESSES", "write each witness's key and address, by turns") from error
    if not all(url.startswith(("http://", "https://")) for _, url in found):
        raise SettingsInvalid("AVAL_WITNESSES", "write https:// and the witness's address after its key")
    return tuple(found)


def _smtp(given: Mapping[str, str]) -> SmtpAddress | None:
    url = given.get("SMTP_URL", "")
    if not url:
        return None
    try:
        return read_smtp_address(url, _secret("SMTP_PASSWORD_FILE", given))
    except SmtpAddressMalformed as error:
        # What was given is not shown again: it may hold a password.
        raise SettingsInvalid("AVAL_SMTP_URL", "write smtp://host:25, or smtps://user@host:465") from error


def _text_url(given: Mapping[str, str]) -> str:
    url = _secret("TEXT_URL_FILE", given) or given.get("TEXT_URL", "")
    if url and TO not in url:
        raise SettingsInvalid("AVAL_TEXT_URL", f"write {TO} where the telephone number stands")
    return url


def _tsa_url(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise SettingsInvalid("AVAL_TSA_URL", "write https:// and the address of the authority")
    return url


def _file(name: str | None) -> Path | None:
    return Path(name).expanduser().resolve() if name else None


def _secret(name: str, given: Mapping[str, str]) -> str:
    """Read a secret from the file that a setting names: no secret need stand in the environment."""
    if name not in given:
        return ""
    try:
        return Path(given[name]).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsInvalid(PREFIX + name, f'"{given[name]}" cannot be read') from error


def _policy(data_dir: Path, release: str) -> Policy:
    _check_release(release)
    config = _read_rules(data_dir / "rules.toml")
    return Policy(config=config, minor_release=release, holidays=_read_holidays(data_dir / "holidays.toml"))


def _check_release(release: str) -> None:
    hour, colon, minute = release.partition(":")
    numbers = colon and hour.isdecimal() and minute.isdecimal() and len(release) == len("07:00")
    if release != "immediate" and not (numbers and int(hour) < 24 and int(minute) < 60):  # noqa: PLR2004 - a clock
        raise SettingsInvalid("AVAL_MINOR_RELEASE", 'write an hour such as "07:00", or "immediate" for tests')


def _read_rules(path: Path) -> Config:
    given = _read_toml(path)
    known = [one.name for one in fields(Config)]
    if unknown := sorted(given.keys() - set(known)):
        # A key mistyped would leave the default in force, and nobody would know.
        raise SettingsInvalid(str(path), f"no rule is called {', '.join(unknown)}; write {', '.join(known)}")
    try:
        return read_config(given)
    except CaseFault as fault:
        raise SettingsInvalid(str(path), f"{fault.pointer}: {fault.detail}") from fault


def _read_holidays(path: Path) -> frozenset[str]:
    days = _read_toml(path).get("days", [])
    if not isinstance(days, list):
        raise SettingsInvalid(str(path), 'write days = ["2027-01-01", ...]')
    return frozenset(str(day) for day in days)


def _read_toml(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        return dict(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsInvalid(str(path), str(error)) from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsInvalid(
            "AVAL_TIME_ZONE", f'"{name}" is not a time zone; write America/Toronto'
        ) from error


def _folder(name: str, text: str) -> str:
    if not text or "://" in text:
        raise SettingsInvalid(PREFIX + name, f'"{text}" is not a folder of this machine')
    return text


def _number(name: str, text: str) -> int:
    if not text.isdecimal():
        raise SettingsInvalid(PREFIX + name, f'"{text}" is not a whole number')
    return int(text)
