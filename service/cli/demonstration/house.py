"""The fictional establishment's own words, for its printed forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

WORDS: Final = """\
establishment = "CISSS de la Côte-des-Brumes (fictif)"
service = "Service des communications"
phone = "418 555-0142"
email = "communications@exemple.qc.ca"
privacy_contact = "Marie Tremblay, acces@exemple.qc.ca"
"""


def write_words(file: Path) -> None:
    """Write establishment.toml unless it is there."""
    if not file.exists():
        file.write_text(WORDS, encoding="utf-8")
