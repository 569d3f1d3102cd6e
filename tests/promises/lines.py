"""Kept connections to a running server, each known by the worker that answers it."""

import json
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from tests.support.parts import wants_everything

PATIENCE = 60.0 if wants_everything() else 30.0
"""Seconds an answer may take on a busy machine."""
GLANCE = 1.5
"""Seconds a worker is given to take a new connection; its supervisor forgives the others five."""
FRESH = 3.0
"""Seconds after which a connection may have been let go by the server, which keeps quiet ones for five."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it came: status, headers in their order, body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def document(self) -> Any:  # noqa: ANN401 - JSON
        """Return the body read as JSON."""
        return json.loads(self.body)


class Line:
    """One connection kept open: the same worker answers all that is asked on it.

    A lasting one is never made anew, for the server it leads to keeps quiet ones as long as a test takes.
    """

    def __init__(self, url: str, timeout: float = PATIENCE, *, lasting: bool = False) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        self._connection = HTTPConnection(host, int(port), timeout=timeout)
        self._lasting = lasting
        self._used = time.monotonic()

    def ask(
        self,
        method: str,
        path: str,
        token: str | None = None,
        body: object = None,
        **headers: str,
    ) -> Sent:
        """Send one request, a body as JSON unless it is bytes, and return the whole answer."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None and not isinstance(body, bytes):
            sent["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        if not self._lasting and time.monotonic() - self._used > FRESH:
            self._connection.close()
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        whole = Sent(answer.status, tuple(answer.getheaders()), answer.read())
        self._used = time.monotonic()
        return whole

    def be_patient(self) -> None:
        """Wait as long as a busy machine needs from now on."""
        self._connection.timeout = PATIENCE
        if self._connection.sock:
            self._connection.sock.settimeout(PATIENCE)

    def close(self) -> None:
        self._connection.close()


def lines_to_each(url: str, workers: Sequence[int]) -> list[Line]:
    """Open a connection to every worker; those still starting are waited for."""
    return [_line_to(url, workers, worker) for worker in workers]


def _line_to(url: str, workers: Sequence[int], worker: int) -> Line:
    others = [one for one in workers if one != worker]
    for _ in range(60):
        line = Line(url, GLANCE, lasting=True)
        try:
            with _held(others):
                line.ask("GET", "/healthz")
        except OSError:
            line.close()
        else:
            line.be_patient()
            return line
    raise TimeoutError(worker)


@contextmanager
def _held(processes: Sequence[int]) -> Iterator[None]:
    """Hold processes still for a moment, so that another takes the connection."""
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)
