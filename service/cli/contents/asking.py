"""Asking a gate (docs/gate-protocol.md): one question, one answer, and nothing that is no answer is a yes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

PATH: Final = "/api/v1/gate"
ANSWERS: Final = frozenset({"yes", "yes_with_conditions", "no", "cannot_tell"})
CLEAR: Final = frozenset({"yes", "yes_with_conditions"})
WAIT: Final = 10
"""Seconds for an answer, no longer."""
PAUSES: Final = (1.0, 3.0)
"""Seconds before asking again a registry that cannot answer."""
MOST_PAUSE: Final = 60.0
MOST_ANSWER: Final = 1024 * 1024
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_OK, _UNAUTHENTICATED, _FORBIDDEN, _FAULTY, _LIMITED = 200, 401, 403, 422, 429


class AddressMalformed(Exception):
    """No gate can be asked there; `mend` says what to write."""

    code: Final = "URL"
    mend: Final = "--url: write https:// and the registry's address: a token never travels in clear"


class NotAuthenticated(Exception):
    """The token stands for nobody who may ask."""


class GateDown(Exception):
    """There is no answer: it is not known whether anything may go out."""


class Faulty(Exception):
    """The gate cannot take the question: pointers and codes."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(slots=True)
class Gate:
    """A gate at an address. After it failed once, for good, it is not asked again."""

    address: SplitResult
    token: str
    sleep: Callable[[float], None] = time.sleep
    pauses: tuple[float, ...] = PAUSES
    _connection: HTTPConnection | None = field(default=None, init=False)
    _is_down: bool = field(default=False, init=False)

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Return the answer. Raises `GateDown`, `Faulty` or `NotAuthenticated`."""
        if self._is_down:
            raise GateDown
        body = json.dumps(question).encode()
        for pause in (*self.pauses, None):
            status, content, later = self._try(body)
            if status == _OK:
                return _answer(content)
            if status in (_UNAUTHENTICATED, _FORBIDDEN):
                raise NotAuthenticated
            if status == _FAULTY:
                raise Faulty(_faults(content))
            if pause is not None:
                self.sleep(later if status == _LIMITED else pause)
        self._is_down = True
        raise GateDown

    def _try(self, body: bytes) -> tuple[int, bytes, float]:
        """Return status, content and the pause asked for; status 0: no answer."""
        connection = self._connection or self._connect()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            connection.request("POST", self.address.path.rstrip("/") + PATH, body, headers)
            reply = connection.getresponse()
            return reply.status, reply.read(MOST_ANSWER), _pause(reply)
        except (OSError, HTTPException):
            connection.close()
            self._connection = None
            return 0, b"", 0.0

    def _connect(self) -> HTTPConnection:
        kind = HTTPSConnection if self.address.scheme == "https" else HTTPConnection
        self._connection = kind(self.address.hostname or "", self.address.port, timeout=WAIT)
        return self._connection


def read_address(url: str) -> SplitResult:
    """Read the address of a registry. Raises `AddressMalformed`: https, or this very machine."""
    try:
        address = urlsplit(url)
        _ = address.port
    except ValueError:
        raise AddressMalformed from None
    near = address.scheme == "http" and address.hostname in _LOOPBACK
    if not (near or (address.scheme == "https" and address.hostname)) or address.username is not None:
        raise AddressMalformed
    return address


def _pause(reply: HTTPResponse) -> float:
    asked = reply.headers.get("Retry-After", "")
    return min(float(asked), MOST_PAUSE) if asked.isdecimal() else PAUSES[-1]


def _answer(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        raise GateDown from None
    if not isinstance(answer, dict) or answer.get("answer") not in ANSWERS or not _is_whole(answer):
        raise GateDown
    return answer


def _is_whole(answer: dict[str, Any]) -> bool:
    """Tell whether an answer is one of version 1: its lists are there, and a yes agrees with them."""
    findings, conditions = answer.get("findings"), answer.get("conditions")
    if not isinstance(findings, list) or not isinstance(conditions, list):
        return False
    if not all(isinstance(one, dict) for one in findings):
        return False
    if answer["answer"] not in CLEAR:
        return True
    agrees = (answer["answer"] == "yes") == (not conditions)
    return agrees and all(one.get("severity") == "warn" for one in findings)


def _faults(content: bytes) -> tuple[str, ...]:
    try:
        return tuple(f"{one['pointer']} {one['code']}" for one in json.loads(content)["errors"])
    except (ValueError, KeyError, TypeError):
        return ()
