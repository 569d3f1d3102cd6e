"""A registry served by the real command, and reached from here as well: by its own use cases."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from types import MappingProxyType

import psutil
import pytest

from service.credentials.log_key import is_signed
from service.registry import accounts
from service.registry.ports import Ports
from service.settings import Settings, load_settings
from service.storage.store import SqlStore
from service.storage.verifying import LogReport, verify_ledger
from service.wiring import init, open_log_key, open_registry, wire
from tests.promises.lines import PATIENCE, Line
from tests.support.live import AVAL, FOR_TESTS

ROOT = Path(__file__).resolve().parents[2]
BYTECODE = Path(sys.prefix) / "bytecode"
"""Where servers keep what they compiled, for the next to start in half the time."""
PRODUCT = "service.server:application"
LONG_QUIET = ("--timeout-keep-alive", "900", "--timeout-graceful-shutdown", "5")
"""Connections wait while a test is busy elsewhere; what else `aval serve` sets is about headers and logs."""
STOPPED_WITHIN = 15.0
PLACE = {"AVAL_PUBLIC_URL": "http://aval.test"}
"""One name whatever the port: the log is signed under it."""


@dataclass(slots=True)
class Running:
    """A server on a data folder.

    By the product's own command; with an `application`, that one, by a server that keeps quiet connections.
    """

    data: Path
    workers: int
    settings: Mapping[str, str]
    application: str | None = None
    url: str = ""
    process: "subprocess.Popen[bytes] | None" = None
    _tokens: dict[str, str] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def start(self) -> None:
        """Start it, on a port of its own, and wait until it answers."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = int(taken.getsockname()[1])
        self.url = f"http://127.0.0.1:{port}"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command(port),
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_ready()

    def kill(self) -> None:
        """End every process of it at once, as a power cut would; none can tidy anything up."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def worker_processes(self) -> list[int]:
        """Return the processes that answer, when there are several."""
        children = psutil.Process(self.process.pid).children() if self.process else []
        found = [each.pid for each in children if any("spawn_main" in word for word in each.cmdline())]
        assert len(found) == self.workers
        return sorted(found)

    def stop(self) -> None:
        """Ask it to end, and make it."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOPPED_WITHIN)
            except subprocess.TimeoutExpired:
                self.kill()

    def token(self, role: str, name: str = "") -> str:
        """Return the token of a technical user with this role, the same for the same name."""
        key = f"{role} {name}"
        with self._turn:
            if key not in self._tokens:
                with self.opened() as ports:
                    self._tokens[key] = accounts.create_token(ports, accounts.operator(), f"test {key}", role)
            return self._tokens[key]

    def read_settings(self) -> Settings:
        """Read the settings it runs with."""
        return load_settings(self._environment())

    @contextmanager
    def opened(self) -> Iterator[Ports]:
        """Open the registry from here, beside the server."""
        settings = self.read_settings()
        store = open_registry(settings)
        try:
            yield wire(settings, store)
        finally:
            store.close()

    def verify_ledger(self, ports: Ports) -> LogReport:
        """Work the ledger of the opened registry out again."""
        assert isinstance(ports.store, SqlStore)
        return verify_ledger(ports.store, open_log_key(self.read_settings()).verifier, is_signed)

    def aval(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run the command line on this registry."""
        return subprocess.run(
            [AVAL, *arguments],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    @property
    def log(self) -> Path:
        """What the server says, outside the data folder."""
        return self.data.parent / f"{self.data.name}.log"

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AVAL_")}
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        kept["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
        return {**kept, **FOR_TESTS, **PLACE, "AVAL_DATA_DIR": str(self.data), **self.settings}

    def _command(self, port: int) -> list[str | Path]:
        if self.application is None:
            return [AVAL, "serve", "--port", str(port), "--workers", str(self.workers)]
        options = ["--factory", "--port", str(port), "--workers", str(self.workers), "--log-level", "warning"]
        return [sys.executable, "-m", "uvicorn", self.application, *options, *LONG_QUIET]

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + 2 * PATIENCE
        while not _answers(self.url):
            if (self.process and self.process.poll() is not None) or time.monotonic() > deadline:
                pytest.fail(f"the server does not answer: {self.log.read_text('utf-8')}")
            time.sleep(0.05)


def prepare(
    data: Path,
    *,
    workers: int = 1,
    application: str | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Running:
    """Make a registry in a folder, whose files no chance draws for a spot check."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / "rules.toml").write_text("spot_check_share = 0.0\n")
    server = Running(data, workers, settings, application)
    init(server.read_settings())
    return server


@contextmanager
def running(
    data: Path,
    *,
    workers: int = 1,
    application: str | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Running]:
    """Make a registry and serve it for as long as the block lasts."""
    server = prepare(data, workers=workers, application=application, settings=settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _answers(url: str) -> bool:
    line = Line(url, 2)
    try:
        return line.ask("GET", "/readyz").status == 200
    except OSError:
        return False
    finally:
        line.close()
