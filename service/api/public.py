"""What anyone may ask without signing in: may this number be used, and is the service well?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.api.answers import printed
from service.domain.identifiers import BadIdentifier, parse
from service.http.limiter import SourceLimit, source_of
from service.http.problems import problem_of
from service.http.short_numbers import SHORT
from service.registry.errors import Fault, NotFound, RegistryError
from service.registry.ports import Ports
from service.registry.standing import Standing, standing_of
from service.registry.status_records import MOST_LISTS

Page = Callable[[Request], Awaitable[Response]]
JSON = "application/json"
KEYS = "/.well-known/aval/keys.json"
STATUS_LIST = "application/statuslist+cwt"


def public_routes(
    ports: Ports,
    page: Page | None = None,
    keys: Callable[[], dict[str, Any]] | None = None,
    readers: SourceLimit | None = None,
) -> list[Route]:
    """Make the public routes; `page` shows `/v/{id}` to people, who ask for HTML, `keys` lists our keys.

    `readers` counts what one source verifies, before what it asks is read: one limit for every number.
    """
    counted = readers or SourceLimit(None)
    listed = [Route(KEYS, _Keys(keys).answer)] if keys else []
    return [
        *listed,
        Route(f"/status/{{number:{SHORT}}}", _Lists(ports, counted).answer),
        Route("/v/{number}", _Standing(ports, page, counted).answer, name="standing"),
        Route("/healthz", _healthy),
        Route("/readyz", _Readiness(ports).answer),
    ]


class _Standing:
    def __init__(self, ports: Ports, page: Page | None, readers: SourceLimit) -> None:
        self._ports = ports
        self._page = page
        self._readers = readers

    async def answer(self, request: Request) -> Response:
        """Say whether a number may be used today, and for what; one constant for everything else."""
        if self._page is not None and prefers_html(request.headers.get("accept", "")):
            return await self._page(request)
        try:
            self._readers.count(source_of(request))
            number = _read(request.path_params["number"])
            standing = await run_in_threadpool(standing_of, self._ports, number)
        except RegistryError as error:
            return problem_of(error)
        return _json(standing_fields(number, standing))


def standing_fields(number: str, standing: Standing) -> dict[str, Any]:
    """Return the fields of the answer; null where the number may not be used."""
    scope = {"media": standing.media, "channels": standing.channels} if standing.usable else None
    (shown,) = printed((number,))
    return {"id": shown, "usable": standing.usable, "until": standing.until, "scope": scope}


def prefers_html(accept: str) -> bool:
    """Tell whether a page is wanted: browsers name text/html first, programs name JSON or nothing."""
    kinds = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    wanted = [kind for kind in kinds if kind in ("text/html", JSON)]
    return bool(wanted) and wanted[0] == "text/html"


def _read(text: str) -> str:
    try:
        return parse(text).text
    except BadIdentifier as error:
        raise _BadNumber(error.code) from None


class _BadNumber(RegistryError):
    def __init__(self, code: str) -> None:
        super().__init__("BAD_ID", Fault("/id", code))


async def _healthy(_: Request) -> Response:
    return _json({"status": "ok"})


class _Keys:
    def __init__(self, keys: Callable[[], dict[str, Any]]) -> None:
        self._keys = keys

    async def answer(self, _: Request) -> Response:
        """List the public keys of tokens and status lists, with the offline root's note over them."""
        return _json(await run_in_threadpool(self._keys))


class _Lists:
    def __init__(self, ports: Ports, readers: SourceLimit) -> None:
        self._ports = ports
        self._readers = readers

    async def answer(self, request: Request) -> Response:
        """Give a status list as it was last published."""
        try:
            self._readers.count(source_of(request))
            content = await run_in_threadpool(self._read, request.path_params["number"])
        except RegistryError as error:
            return problem_of(error)
        return Response(content, media_type=STATUS_LIST, headers={"Cache-Control": "public, max-age=3600"})

    def _read(self, number: int) -> bytes:
        if number >= MOST_LISTS:
            raise NotFound
        with self._ports.store.reading() as reader:
            published = reader.load_status_list(number)
        if published is None:
            raise NotFound
        return published.content


class _Readiness:
    def __init__(self, ports: Ports) -> None:
        self._ports = ports

    async def answer(self, _: Request) -> Response:
        """Say whether the registry can be read."""
        try:
            await run_in_threadpool(self._read)
        except RegistryError as error:
            return problem_of(error)
        return _json({"status": "ready"})

    def _read(self) -> None:
        with self._ports.store.reading() as reader:
            reader.last_checkpoint()


def _json(fields: dict[str, Any]) -> Response:
    return Response(orjson.dumps(fields), media_type=JSON)
