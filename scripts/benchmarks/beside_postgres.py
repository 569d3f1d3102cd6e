"""The same registry on PostgreSQL, where its binaries are found: a server of its own, writing durably."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DURABLE: Final = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on"}
"""What the tests' server leaves off, and a registry may not."""


@contextmanager
def postgres_url() -> Iterator[str | None]:
    """Run a server for as long as the block lasts; None where there is no PostgreSQL."""
    from tests.support.parts import find_postgres  # noqa: PLC0415 - pytest's own, loaded when asked for
    from tests.support.postgres import SETTINGS, run_postgres  # noqa: PLC0415 - likewise

    binaries = find_postgres()
    if binaries is None:
        yield None
        return
    SETTINGS.update(DURABLE)
    with run_postgres(binaries) as server:
        yield server.url(server.create())
