"""GET /openapi.json: the API described to whoever asks, by the role of their token."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import orjson
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service.api.described import hand_written
from service.api.openapi import PREFIX, Document, described_to
from service.api.routes import JSON
from service.http.problems import problem_of
from service.http.tokens import caller_of
from service.registry.errors import RegistryError
from service.registry.ports import Ports


class Descriptions:
    """Describes the API to one role at a time; made once for each, when first asked."""

    def __init__(self, ports: Ports, api: FastAPI) -> None:
        self._ports = ports
        self._api = api
        self._made: dict[str | None, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        authorization = Request(scope).headers.get("authorization")
        try:
            content = await run_in_threadpool(self._content, authorization)
        except RegistryError as error:
            await problem_of(error)(scope, receive, send)
            return
        await Response(content, media_type=JSON)(scope, receive, send)

    @cached_property
    def whole(self) -> Document:
        """Return the description of all routes, for all roles."""
        document: dict[str, Any] = self._api.openapi()
        paths, schemas = hand_written()
        paths |= {PREFIX + path: item for path, item in document["paths"].items()}
        return {
            "openapi": document["openapi"],
            "info": document["info"],
            "security": [{"token": []}],
            "paths": paths,
            "components": {
                "schemas": document["components"]["schemas"] | schemas,
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        }

    def _content(self, authorization: str | None) -> bytes:
        role = caller_of(self._ports, authorization).role if authorization else None
        if role not in self._made:
            self._made[role] = orjson.dumps(described_to(self.whole, role))
        return self._made[role]
