"""A registry and a witness as people run them, each a process: what the one forgets, the other remembers.

Seen to fail: with a witness that cosigns whatever it is sent, and with a server that asks none.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.credentials.log_key import is_signed
from service.ledger.cosignature import CosignerKey, Witnessing, verify_witnessed
from service.ledger.note import VerifierKey
from tests.support.live import AVAL, LiveServer, run_aval, run_server

NAME = "temoin.exemple.ca/w1"
SOON = 60.0


def aval(*arguments: str) -> str:
    return run_aval({"PATH": os.environ["PATH"]}, *arguments)


def fetched(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own http address
        return str(answer.read().decode())


def answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def soon(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@contextmanager
def witness(folder: Path) -> Iterator[str]:
    """Run a witness; give its key and address, as a registry is told them."""
    key = aval("witness", "init", "--name", NAME, "--folder", str(folder)).strip()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    running = subprocess.Popen([AVAL, "witness", "serve", "--port", str(port), "--folder", str(folder)])
    try:
        soon(lambda: answers(port))
        yield f"{key} http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(SOON)


def grow(server: LiveServer, name: str) -> str:
    server.aval("user", "add", f"{name}@exemple.ca", "--role", "publisher")
    return server.aval("ledger", "checkpoint")


@pytest.mark.long
def test_a_server_is_cosigned_and_its_older_self_is_not(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "witness"
    with witness(folder) as told:
        settings = {"AVAL_WITNESSES": told, "AVAL_PUBLIC_URL": "https://registre.exemple.ca"}
        with run_server(data, settings=settings) as server:
            log = VerifierKey.decode(fetched(f"{server.url}/log/vkey").strip())
            aval("witness", "watch", log.encode(), "--folder", str(folder))
            grow(server, "luc")
            whom = Witnessing(log, (CosignerKey.decode(told.split()[0]),), 1)
            shown = verify_witnessed(fetched(f"{server.url}/log/checkpoint"), whom, is_signed)
        shutil.copytree(data, tmp_path / "older")
        with run_server(data, settings=settings) as server:
            soon(lambda: f"{NAME}: COSIGNED" in server.aval("ledger", "verify"))
            grow(server, "eve")
        shutil.rmtree(data)
        shutil.copytree(tmp_path / "older", data)
        with run_server(data, settings=settings) as server:
            standing = data / "log" / "standing.json"
            soon(lambda: "REPLAYED" in standing.read_text("utf-8"))
            again = verify_witnessed(fetched(f"{server.url}/log/checkpoint"), whom, is_signed)
            assert again.checkpoint == shown.checkpoint
            with pytest.raises(AssertionError, match=f"REPLAYED {NAME}"):
                server.aval("ledger", "verify")
