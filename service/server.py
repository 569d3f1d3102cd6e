"""The web application put together and served: API, pages, public routes, and the log's upkeep."""

from __future__ import annotations

import gc
import logging
import os
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from service.api.app import ApiOptions, DesksFirst, create_api, floors_of, refuse_request
from service.api.checks import Running, in_line, in_threads
from service.api.log_routes import log_routes
from service.api.openapi import PREFIX
from service.api.public import public_routes
from service.credentials.issuing_keys import load_issuing_keys
from service.credentials.seal_keys import SealCertificateUnfit, SealKeyMissing
from service.http.doors import Doors
from service.http.limiter import PublisherLimit, SourceLimit
from service.http.sessions import Sessions
from service.log_wiring import open_log_keeper
from service.registry.doings import WALKS, doings
from service.registry.sealing import TrustedSeals
from service.settings import load_settings
from service.storage.address import read_address
from service.storage.failures import StorageBroken
from service.storage.upkeep import Upkeep
from service.storage.workers import Workers
from service.web import pages
from service.web.standing import show_standing
from service.web.visits import Site
from service.wiring import (
    demonstration_file,
    open_log_files,
    open_log_key,
    open_registry,
    open_trusted,
    watch_folder,
    wire,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import ASGIApp

    from service.registry.ports import Ports
    from service.settings import Settings
    from service.storage.store import SqlStore

BROKEN: Final = 70
"""Exit status of a process whose disk failed a write: sysexits' EX_SOFTWARE."""
GUESTS_A_MINUTE: Final = 30
"""How often one address may ask for codes or try them; behind a proxy that is all of them together."""
READS_A_MINUTE: Final = 120
"""How often one address may verify numbers and codes, or fetch status lists."""
ASKING_AT_ONCE: Final = 8
"""Questions answered at once on PostgreSQL: half its connections, for each may hold two."""
_LOG = logging.getLogger(__name__)


def application() -> ASGIApp:
    """Make the application from the environment; each worker process calls this."""
    return create_application(load_settings())


def create_application(settings: Settings) -> ASGIApp:
    """Open the registry and put the entrances before it."""
    store = open_registry(settings)
    ports = wire(settings, store)
    beside = _beside(settings, store, ports)
    limit = PublisherLimit(settings.rate)
    readers = SourceLimit(None if settings.rate is None else READS_A_MINUTE)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        for one in beside:
            one.begin()
        gc.collect()
        gc.freeze()  # what was loaded stays: later collections look at what requests make only
        yield
        for one in reversed(beside):
            one.end()
        store.close()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=running)
    api = create_api(ports, ApiOptions(limit, _running(settings)))
    app.add_exception_handler(HTTPException, refuse_request)
    app.mount(PREFIX, api)
    app.router.routes.extend(public_routes(ports, show_standing, _published_keys(settings), readers))
    files = open_log_files(settings)
    vkey = open_log_key(settings).verifier.encode()
    app.router.routes.extend(log_routes(files.read, files.checkpoint, vkey))
    site = Site(
        ports,
        Sessions(settings.public_url),
        limit,
        demonstration_file(settings).exists(),
        _sources(settings),
        readers=readers,
        seals=partial(_seals, settings),
    )
    pages.add_pages(app, site)
    doors = Doors(site.secure, settings.fixed_answer_ms, (StorageBroken,), _stop)
    return doors.before(DesksFirst(app, api), lambda scope: floors_of(scope) or pages.is_held(scope))


class _Beside(Protocol):
    """What runs beside the answers, as long as we serve."""

    def begin(self) -> None: ...

    def end(self) -> None: ...


def _beside(settings: Settings, store: SqlStore, ports: Ports) -> tuple[_Beside, ...]:
    """Give the log's upkeep, what does jobs, and what watches the scanner's folder where there is one."""
    keeper = open_log_keeper(settings, store)
    upkeep = Upkeep(store, keeper.publish, keeper.attest)
    folder = watch_folder(settings, ports, _stop)
    for walk in WALKS:
        walk.ensure(ports)
    workers = Workers(ports, doings(), store.work, _stop)
    return (upkeep, workers, folder) if folder else (upkeep, workers)


def _sources(settings: Settings) -> SourceLimit:
    return SourceLimit(None if settings.rate is None else GUESTS_A_MINUTE)


def _published_keys(settings: Settings) -> Callable[[], dict[str, Any]]:
    return lambda: load_issuing_keys(settings.kek_file.parent).published()


def _seals(settings: Settings) -> TrustedSeals:
    """Give what the page of authenticity trusts; without a sealing key it still verifies codes."""
    try:
        return open_trusted(settings)
    except (SealKeyMissing, SealCertificateUnfit):
        return TrustedSeals(())


def _running(settings: Settings) -> Running:
    """Answer questions in line where the database is a file, in threads where it is PostgreSQL."""
    return in_line if read_address(settings.database_url).path else in_threads(ASKING_AT_ONCE)


def _stop(error: Exception) -> None:
    """End the process at once: after a failed fsync nothing it holds can be trusted (P6)."""
    _LOG.critical("storage broken: %s", type(error).__name__)
    os._exit(BROKEN)
