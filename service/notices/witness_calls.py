"""Handing a checkpoint to a witness over HTTP. The operator set its address, so the address is trusted.

What answers there is not: any answer that is none, and one that drips, is as if the witness were away.
"""

from __future__ import annotations

import socket
import ssl
import time
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import urlsplit

from service.notices.guarded_calls import PORTS, cut_off

SECONDS: Final = 10.0
"""For each step: to connect, to be heard, to be answered."""
WHOLE_SECONDS: Final = 20.0
MOST_BYTES: Final = 64 * 1024


def hand_in(address: str, body: str) -> tuple[int, str]:
    """Post a request to a witness; return status and body. Raises OSError when it is not reached.

    Redirects are not followed: a witness answers where it was said to be.
    """
    began = time.monotonic()
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        line = socket.create_connection((host, port), SECONDS)
        with line, cut_off(line, WHOLE_SECONDS):
            call = HTTPConnection(host, port, timeout=SECONDS)
            call.sock = _secured(line, host) if parts.scheme == "https" else line
            status, content = _post(call, f"{parts.path.rstrip('/')}/add-checkpoint", parts.netloc, body)
    except (HTTPException, ValueError) as error:
        raise OSError from error
    if len(content) > MOST_BYTES or time.monotonic() - began >= WHOLE_SECONDS:
        raise OSError
    return status, content.decode("utf-8", "replace")


def _secured(line: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(line, server_hostname=host)


def _post(call: HTTPConnection, path: str, host: str, body: str) -> tuple[int, bytes]:
    headers = {"Host": host, "Content-Type": "text/plain", "Connection": "close"}
    try:
        call.request("POST", path, body.encode(), headers)
        answer = call.getresponse()
        return answer.status, answer.read(MOST_BYTES + 1)
    finally:
        call.close()
