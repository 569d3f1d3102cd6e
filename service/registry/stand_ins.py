"""What is read and worked over in place of what a file does not hold, and never heard.

Time must not tell who has an order or a paper: a file without one costs the work of one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from service.registry.consent_records import ConsentRecord, Establishes, Outcomes, SignatureRecord
from service.registry.legal_records import CheckEntry, LegalFile, OrderEntry, Stamp, Verification

_DAY: Final = date(2026, 1, 1)
_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)
_STAMP: Final = Stamp(_AT, _AT, 1)
_MEDIA, _CHANNELS, _PURPOSES = ("photo",), ("facebook",), ("information",)

ORDER: Final = OrderEntry(
    item=1,
    stamp=_STAMP,
    court="CQ_youth",
    file_number="100-41-000001-264",
    order_date=_DAY,
    persons=(0,),
    media=_MEDIA,
    channels=_CHANNELS,
    purposes=_PURPOSES,
    valid_from=_DAY,
    valid_to=_DAY,
    verifications=(Verification(_STAMP, "verified"),),
)
ORDERS: Final = (ORDER,)
PAPER: Final = ConsentRecord(
    number=1,
    id="1000000000000000",
    person=0,
    state="confirmed",
    form="minor",
    version=1,
    language="fr",
    text_sha256="",
    signatures=tuple(
        [SignatureRecord("parent", "", _DAY, "paper", verified=True, signer_id=who) for who in ("1", "2")]
    ),
    outcomes=(Outcomes(_MEDIA, _CHANNELS, _PURPOSES, "yes"),),
    establishes=Establishes(opt_in=True, free=True, informed=True, distinct=True),
    recorded_at=_AT,
    recorded_by=1,
    valid_until=_DAY,
)
PAPERS: Final = (PAPER,)
_CHECK: Final = CheckEntry(_STAMP, "accepted", _DAY, "", _DAY, _DAY)


def legal_file(orders: int, checks: int) -> LegalFile:
    """Return a legal file of so many orders and checks."""
    return LegalFile(0, orders=ORDERS * orders, checks=(_CHECK,) * checks)
