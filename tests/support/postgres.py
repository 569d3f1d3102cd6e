"""A real PostgreSQL of the tests' own: in a temporary folder, reached by a Unix socket, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from tests.support.parts import find_postgres

SETTINGS = {
    "fsync": "off",  # a test's data need not outlive the machine
    "full_page_writes": "off",
    "autovacuum": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}
READY_WITHIN = 30.0
STOPPED_WITHIN = 15.0


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. Each database it hands out is fresh."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str = "postgres") -> str:
        """The address in the form `AVAL_DATABASE_URL` takes."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.folder), safe='')}"

    def execute(self, statement: sql.Composed | sql.SQL) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def create(self, template: str = "template1") -> str:
        """Make a database as a copy of the template; return its name."""
        name = f"test_{next(self.numbers)}"
        names = (sql.Identifier(name), sql.Identifier(template))
        self.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        return name

    def drop(self, name: str) -> None:
        self.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def make_template(self, prepare: Callable[[str], None]) -> str:
        """Fill a database once (migrations, say), to be copied by many tests; return its name."""
        name = self.create()
        prepare(self.url(name))
        return name


@contextmanager
def run_postgres(binaries: Path) -> Iterator[Postgres]:
    """A server for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="aval-pg-"))
    try:
        prefix = _as_ordinary_user(folder)
        _initialize(prefix, binaries, folder)
        process = _start(prefix, binaries, folder)
        try:
            server = Postgres(folder)
            _wait_until_ready(server, process)
            yield server
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_ordinary_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: become someone else, in name only where the kernel lets us."""
    if os.geteuid() != 0:
        return []
    user = _some_user()
    renamed = ["unshare", "-U", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}", "--"]
    if subprocess.run([*renamed, "true"], capture_output=True, check=False).returncode == 0:
        return renamed
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def _some_user() -> pwd.struct_passwd:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _initialize(prefix: list[str], binaries: Path, folder: Path) -> None:
    options = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    command = [*prefix, str(binaries / "initdb"), "-D", str(folder / "data"), *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"initdb failed: {done.stderr}")


def _start(prefix: list[str], binaries: Path, folder: Path) -> "subprocess.Popen[bytes]":
    dies_with_us = ["setpriv", "--pdeathsig", "INT", "--"] if shutil.which("setpriv") else []
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen([*prefix, *dies_with_us, *command], cwd=folder, stdout=log, stderr=log)


def _wait_until_ready(server: Postgres, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_WITHIN
    while True:
        try:
            psycopg.connect(server.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"PostgreSQL does not answer: {(server.folder / 'log').read_text()}")
            time.sleep(0.02)
        else:
            return


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOPPED_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One server per test process."""
    binaries = find_postgres()
    assert binaries, "tests that need PostgreSQL are left out where it is missing"
    with run_postgres(binaries) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> Iterator[str]:
    """An empty database for one test."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind in turn, for one test."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'aval.db'}"
