"""What a published picture says of its authorizations: numbers, a status, and where to verify them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from service.documents.scans.kinds import Refusal
from service.domain.identifiers import BadIdentifier, parse

STATUS: Final = "http://ns.useplus.org/ldf/vocab/MR-LMR"
"""PLUS: « Limited or Incomplete Model Releases »: an authorization always has its limits."""
MOST_NUMBERS: Final = 100
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"\x00-\x20]{1,400}\Z")


@dataclass(frozen=True, slots=True)
class Release:
    """`plus:ModelReleaseID`, `plus:ModelReleaseStatus` and `xmpRights:WebStatement` of a picture."""

    numbers: tuple[str, ...]
    web_statement: str | None = None
    status: str | None = STATUS


def check_release(release: Release) -> Release:
    """Return it with its numbers as printed. Raises `Refusal` when anything in it is no number or address."""
    if not 0 < len(release.numbers) <= MOST_NUMBERS:
        raise Refusal("NUMBERS")
    if release.status != STATUS or not _ADDRESS.match(release.web_statement or ""):
        raise Refusal("WEB_STATEMENT")
    try:
        printed = tuple(parse(each).printed for each in release.numbers)
    except BadIdentifier as error:
        raise Refusal(error.code) from error
    return Release(printed, release.web_statement)
