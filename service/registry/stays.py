"""Appeals and stays of a court order: each ground begins and ends by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.legal_records import OrderEntry


def grounds_open(order: OrderEntry, now: datetime | None = None) -> tuple[str | None, ...]:
    """List the grounds on which an order is stayed: by what counts at `now`, or by all that is recorded.

    An end that names no ground ends the only one there is; of several it ends none.
    """
    grounds: list[str | None] = []
    for one in order.stays:
        if now is not None and one.stamp.effective_at > now:
            continue
        if one.stayed:
            grounds += [] if one.ground in grounds else [one.ground]
        elif one.ground in grounds:
            grounds.remove(one.ground)
        elif one.ground is None and len(grounds) == 1:
            grounds.clear()
    return tuple(grounds)
