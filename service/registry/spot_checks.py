"""Random spot checks of ordinary files, so that a file with legal says nothing by itself (rules 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.legal_files import current, pending

if TYPE_CHECKING:
    from service.registry.files import File
    from service.registry.recording import Change

SCALE = 2**32


def drawn_file(change: Change, file: File) -> None:
    """Open a legal check on a share of the files confirmed, drawn at random."""
    number = int.from_bytes(change.ports.random(4), "big")
    check = current(file.legal.checks, change.ports.clock())
    if check is None and number < change.ports.policy.config.spot_check_share * SCALE:
        legal = pending(change.ports, change.caller, file.legal)
        change.put_legal("spot_check_drawn", legal)
