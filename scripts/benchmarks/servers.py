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
        """Return the processor time its threads and its workers' have had (Linux)."""
        processes = [self.process.pid, *_children_of(self.process.pid)]
        tasks = [task for one in processes for task in Path(f"/proc/{one}/task").glob("*/schedstat")]
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    @property
    def resident_bytes(self) -> int:
        """Return the memory it holds now (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = _RESIDENT.search(status)
        return int(found[1]) * 1024 if found else 0


class NotReady(Exception):
    """A server did not start."""


def registry_server(environment: Mapping[str, str], workers: int = 1) -> Iterator[Server]:
    """Serve a registry."""
    command = [sys.executable, "-c", "from service.cli.main import main; main()", "serve"]
    return _serve([*command, "--workers", str(workers)], environment)


def constant_server() -> Iterator[Server]:
    """Serve the constant route by the same server, set in the same way."""
    command = [sys.executable, "-m", "uvicorn", "scripts.benchmarks.constant:application", "--factory"]
    command += ["--no-access-log", "--no-server-header", "--no-proxy-headers", "--log-level", "warning"]
    return _serve(command, {})


@contextmanager
def serving_command(command: Sequence[str], folder: Path) -> Iterator[Server]:
    """Serve by another program in its folder; its last argument becomes the address to listen on."""
    port = _free_port()
    process = subprocess.Popen([*command, f"127.0.0.1:{port}"], cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603 - a peer
    yield from _until_stopped(Server(port, process))


serving = contextmanager(registry_server)
serving_constant = contextmanager(constant_server)


def _serve(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Server]:
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603 - our own servers
        [*command, "--port", str(port)], env=_clean_environment() | dict(environment), cwd=ROOT
    )
    yield from _until_stopped(Server(port, process))


def _until_stopped(server: Server) -> Iterator[Server]:
    try:
        _wait_until_ready(server.port, server.process)
        yield server
    finally:
        _stop(server.process)


def _children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(one) for one in listed.split()]


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
