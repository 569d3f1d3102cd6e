"""`aval verify`: tells offline whether a sealed document is genuine. It never says who may appear."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, Final

from service.credentials.seal_keys import SealKeyMissing
from service.documents.sealing.reader import SealDesk
from service.i18n.evidence import evidence_words
from service.registry.sealing import MODIFIED, TrustedSeals

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from service.registry.sealing import SealCheck

ROOTS: Final = "sealing_roots"
TIME_STAMPS: Final = "time_stamp_roots"
REVOKED: Final = "sealing_revoked"
MOST_KEYS: Final = 1024 * 1024
NOT_AUTHENTIC: Final = 6
CANNOT_TELL: Final = 7


class KeysUnreadable(Exception):
    """A file of keys is no such file."""

    code = "KEYS_UNREADABLE"
    mend = "write such a file where the registry is: aval keys list > keys.json"


class KeysNeeded(Exception):
    """There are no keys of a registry here, and none were given: whoever verifies is a stranger to it."""

    code = SealKeyMissing.code

    def __init__(self, language: str) -> None:
        super().__init__(self.code)
        self.mend = evidence_words(language, "verify.keys")


def verify_document(file: Path, keys: Path | None, at: date | None, language: str = "fr") -> SealCheck:
    """Check a sealed PDF by the keys in a file, or those of this registry, as of the end of a day, or now.

    Raises `KeysUnreadable`; `KeysNeeded` where there is neither a file nor a registry.
    """
    moment = datetime.combine(at, time(23, 59, 59), UTC) if at else datetime.now(UTC)
    try:
        held = read_keys(keys) if keys else own_seals()
    except SealKeyMissing as error:
        raise KeysNeeded(language) from error
    return SealDesk().check(file, held, moment)


def exit_code(found: SealCheck) -> int:
    """Return 7 for a genuine document: nothing here tells whether its authorization is still in force."""
    return CANNOT_TELL if found.authentic else NOT_AUTHENTIC


def as_json(found: SealCheck) -> str:
    """Write what was found, in the shape that tokens and pages have too."""
    return json.dumps(
        {
            "authentic": found.authentic,
            "id": found.number,
            "usable": None,
            "until": None,
            "scope": [],
            "channels": [],
            "as_of": None,
            "detail": found.code,
            "sealed_at": found.sealed_at.isoformat() if found.sealed_at else None,
            "time_stamped": found.attested,
        }
    )


def as_text(found: SealCheck, language: str) -> str:
    """Write what was found in words."""

    def say(key: str, **values: object) -> str:
        return evidence_words(language, f"verify.{key}", **values)

    if found.authentic:
        number = [say("number", number=found.number)] if found.number else []
        return "\n".join([say("authentic"), say("authentic.text"), *number])
    if found.code == MODIFIED:
        return "\n".join([say("modified"), say("modified.text")])
    return "\n".join([say("cannot"), say(f"cannot.{found.code}")])


def read_keys(path: Path) -> TrustedSeals:
    """Read a file of keys. Raises `KeysUnreadable`."""
    try:
        with path.open("rb") as file:
            given: Any = json.loads(file.read(MOST_KEYS))
        return TrustedSeals(*(_texts(given, name) for name in (ROOTS, TIME_STAMPS, REVOKED)))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise KeysUnreadable from error


def _texts(given: Any, name: str) -> tuple[str, ...]:  # noqa: ANN401 - what a file holds is anything
    texts = given.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise TypeError
    return tuple(texts)


def own_seals() -> TrustedSeals:
    """Return what others need to trust this registry's seals."""
    from service import wiring
    from service.settings import load_settings

    return wiring.open_trusted(load_settings())
