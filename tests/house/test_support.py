"""The ground tests stand on is itself firm."""

import socket
from urllib.parse import quote

import psycopg
import pytest
from playwright.sync_api import Page
from psycopg import sql
from pytest_socket import SocketConnectBlockedError

from tests.support.accessibility import assert_accessible
from tests.support.postgres import Postgres

SOUND_PAGE = (
    "<!doctype html><html lang=fr><title>Essai</title><main><h1>Essai</h1><p>Bonjour</p></main></html>"
)
UNSOUND_PAGE = SOUND_PAGE.replace("<p>", "<img src=x><p>")


def test_a_database_is_new_for_each_test_and_speaks_utf_8(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        encoding = connection.execute("SHOW server_encoding").fetchone()
    assert (tables, encoding) == ((0,), ("UTF8",))


def test_a_prepared_database_is_copied_with_what_it_holds(postgres_server: Postgres) -> None:
    def prepare(url: str) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE pebble (weight integer)")

    copy = postgres_server.create(postgres_server.make_template(prepare))
    with psycopg.connect(postgres_server.url(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM pebble").fetchone() == (0,)
    postgres_server.drop(copy)


def test_the_server_keeps_a_promise_made_at_commit(postgres_server: Postgres) -> None:
    with psycopg.connect(postgres_server.url()) as connection:
        assert connection.execute(sql.SQL("SHOW synchronous_commit")).fetchone() == ("on",)


def test_nothing_outside_this_machine_is_reached() -> None:
    with (
        pytest.warns(UserWarning, match="192"),
        pytest.raises(SocketConnectBlockedError),
        socket.socket() as outside,
    ):
        outside.connect(("192.0.2.1", 80))


def test_this_machine_itself_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


@pytest.mark.long
def test_a_sound_page_passes_in_a_real_browser(page: Page) -> None:
    page.goto("data:text/html," + quote(SOUND_PAGE))
    assert_accessible(page)


def test_a_picture_without_words_is_caught_and_named(page: Page) -> None:
    page.goto("data:text/html," + quote(UNSOUND_PAGE))
    with pytest.raises(AssertionError, match=r"image-alt \(critical\)"):
        assert_accessible(page)
