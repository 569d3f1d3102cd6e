"""Real servers, one worker each, as `aval serve` runs them."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parents[2]
READY_WITHIN: Final = 60.0
STOPPED_WITHIN: Final = 15.0
_RESIDENT: Final = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on a port of 127.0.0.1."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def cpu_seconds(self) -> float:
        """Return the processor time its threads have had (Linux)."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    @property
    def resident_bytes(self) -> int:
        """Return the memory it holds now (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = _RESIDENT.search(status)
        return int(found[1]) * 1024 if found else 0


class NotReady(Exception):
    """A server did not start."""


def registry_server(environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve a registry."""
    command = [sys.executable, "-c", "from service.cli.main import main; main()", "serve", "--workers", "1"]
    return _serve(command, environment)


def constant_server() -> Iterator[Server]:
    """Serve the constant route by the same server, set in the same way."""
    command = [sys.executable, "-m", "uvicorn", "scripts.benchmarks.constant:application", "--factory"]
    command += ["--no-access-log", "--no-server-header", "--no-proxy-headers", "--log-level", "warning"]
    return _serve(command, {})


serving = contextmanager(registry_server)
serving_constant = contextmanager(constant_server)


def _serve(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Server]:
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603 - our own servers
        [*command, "--port", str(port)], env=_clean_environment() | dict(environment), cwd=ROOT
    )
    try:
        _wait_until_ready(port, process)
        yield Server(port, process)
    finally:
        _stop(process)


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("AVAL_")}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotReady(str(process.poll()))
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOPPED_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
