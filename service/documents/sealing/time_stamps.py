"""Asks a time-stamping authority (RFC 3161) over HTTP; its answer is bounded in size and time."""

from __future__ import annotations

import asyncio
from http.client import HTTPException
from typing import Final
from urllib.error import URLError
from urllib.request import Request, urlopen

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

SECONDS: Final = 15
MOST_BYTES: Final = 64 * 1024


class Authority(TimeStamper):
    """A time-stamping authority at an address; the establishment set it, so its address is trusted."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # pyHanko gives it none
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send a request. Raises `TimestampRequestError` when no usable answer comes."""
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, body: bytes) -> tsp.TimeStampResp:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            request = Request(self._url, data=body, headers=headers, method="POST")  # noqa: S310 - from settings, http or https alone
            with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - likewise
                content = answer.read(MOST_BYTES + 1)
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise TimestampRequestError from error
        if len(content) > MOST_BYTES:
            raise TimestampRequestError
        try:
            return tsp.TimeStampResp.load(content, strict=True)
        except ValueError as error:
            raise TimestampRequestError from error
