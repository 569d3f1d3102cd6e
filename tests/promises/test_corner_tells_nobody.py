"""Asking for a code takes the same time whether the address is in the registry or not.

Real server, real courriels, pairs in changing order; the interval is of the median difference, by bootstrap.
Seen to fail: with the code sent before the answer. That nobody is looked up, the page tests show.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, sleep
from urllib.parse import urlencode

import pytest

from tests.promises.amounts import amount
from tests.promises.desk import API, done
from tests.promises.lines import Line
from tests.support.live import LiveServer, run_server
from tests.support.smtp_sink import smtp_sink

PAIRS = amount("AVAL_CORNER_PAIRS", 40, 300)
DRAWS = 2000
SURE = 0.999
CHANCE = Random(20261013)  # noqa: S311 - draws of a test, nobody has to be unable to guess them


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A registry of people with a courriel each."""
    folder: Path = tmp_path_factory.mktemp("corner") / "data"
    with smtp_sink() as sink, run_server(folder, settings={"AVAL_SMTP_URL": sink.url}) as running:
        line, token = Line(running.url), running.token("communications")
        for n in range(PAIRS):
            person = {"names": {"display": f"Personne {n:04}"}, "birth_date": "1984-03-27", "roles": ["user"]}
            known = {**person, "contact": {"email": f"p{n:04}@exemple.ca"}}
            done(line.ask("POST", f"{API}/people", token, known), 201)
        line.close()
        yield running


def ask(line: Line, server: LiveServer, address: str) -> float:
    """Ask for a code; return the seconds until the answer."""
    form = urlencode({"contact": address}).encode()
    kind = "application/x-www-form-urlencoded"
    begun = perf_counter()
    sent = line.ask("POST", "/mes-autorisations", None, form, Content_Type=kind, Origin=server.url)
    took = perf_counter() - begun
    assert sent.status == 303
    return took


def interval(differences: list[float]) -> tuple[float, float]:
    """Return between what the median difference lies, by bootstrap."""
    drawn = sorted(median(CHANCE.choices(differences, k=len(differences))) for _ in range(DRAWS))
    edge = int(DRAWS * (1 - SURE) / 2)
    return drawn[edge], drawn[-1 - edge]


@pytest.mark.long
def test_a_known_address_answers_as_fast_as_an_unknown_one(server: LiveServer) -> None:
    line = Line(server.url)
    for n in range(5):
        ask(line, server, f"warm{n}@exemple.ca")
    sleep(3)
    differences = []
    for n in range(PAIRS):
        pair = {"known": f"p{n:04}@exemple.ca", "unknown": f"q{n:04}@exemple.ca"}
        took = {which: ask(line, server, pair[which]) for which in CHANCE.sample(sorted(pair), 2)}
        differences.append(took["known"] - took["unknown"])
    line.close()
    low, high = interval(differences)
    assert low <= 0 <= high, f"{low * 1000:.3f} to {high * 1000:.3f} ms"
