"""Aval as people run it: the real command, its own data folder, a port nobody else has."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

AVAL = Path(sys.executable).with_name("aval")
FOR_TESTS = {"AVAL_RATE": "off", "AVAL_MINOR_RELEASE": "immediate", "AVAL_FIXED_ANSWER_MS": "0"}
READY_WITHIN = 30.0
STOPPED_WITHIN = 15.0


@dataclass(frozen=True, slots=True)
class LiveServer:
    """A running server and the settings it runs with."""

    url: str
    data: Path
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes]"

    def aval(self, *arguments: str) -> str:
        """Run the command line as the local operator of this server; return what it prints."""
        return run_aval(self.environment, *arguments)

    def token(self, role: str) -> str:
        """Make a technical user with this role; return its token."""
        return self.aval("token", "create", "--name", f"test {role}", "--role", role).strip()

    def call(self, method: str, path: str, token: str | None = None, body: object = None) -> tuple[int, Any]:
        """One JSON request; return the status and the document."""
        request = urllib.request.Request(self.url + path, method=method)  # noqa: S310 - our own http address
        request.add_header("Accept", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        return _answer(request)


def run_aval(environment: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [AVAL, *arguments], env=dict(environment), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, f"aval {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def run_server(
    data: Path, *, workers: int = 1, settings: Mapping[str, str] | None = None
) -> Iterator[LiveServer]:
    """Prepare the folder and serve it for as long as the block lasts; `settings` are AVAL_… variables.

    No chance draws a file for a spot check, unless the folder's own rules say so.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {**_without_settings(), **FOR_TESTS, "AVAL_DATA_DIR": str(data), "AVAL_PUBLIC_URL": url}
    environment |= settings or {}
    run_aval(environment, "init")
    rules = data / "rules.toml"
    if not rules.exists():
        rules.write_text("spot_check_share = 0.0\n", encoding="utf-8")
    log = data.parent / f"{data.name}.log"
    process = _start(environment, log, port, workers)
    try:
        _wait_until_ready(url, process, log)
        yield LiveServer(url, data, environment, process)
    finally:
        _stop(process)


def _without_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("AVAL_")}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _start(environment: Mapping[str, str], log: Path, port: int, workers: int) -> "subprocess.Popen[bytes]":
    # Its own session, so that workers can be ended with it whatever happens to the first process.
    with log.open("wb") as out:
        return subprocess.Popen(
            [AVAL, "serve", "--port", str(port), "--workers", str(workers)],
            env=dict(environment),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not _is_ready(url):
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the server does not answer: {log.read_text(encoding='utf-8')}")
        time.sleep(0.05)


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)
    except OSError:
        return False


def _answer(request: urllib.request.Request) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own http address
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOPPED_WITHIN)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """An empty registry on SQLite, one for each file of tests."""
    with run_server(tmp_path_factory.mktemp("live") / "data") as server:
        yield server
