"""Whatever answers where a witness was said to be, handing in a checkpoint ends soon: well, or as away.

Seen to fail: with broken answers let through as they come, with no end to the whole call.
"""

import time

import pytest

from service.notices import witness_calls
from service.notices.witness_calls import MOST_BYTES, hand_in
from tests.support.raw_answers import answering

HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"no answer of anybody\r\n\r\n", id="no HTTP"),
        pytest.param(HEAD + b"X: " + b"a" * 70_000 + b"\r\n\r\n", id="long line"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", id="broken chunks"),
        pytest.param(HEAD + b"\r\n" + b"a" * (MOST_BYTES + 1), id="too long"),
    ],
)
def test_an_answer_that_no_witness_gives_is_as_none(answer: bytes) -> None:
    with answering(answer) as address, pytest.raises(OSError):  # noqa: PT011 - its kind is all there is
        hand_in(address, "old 0\n")


def test_status_and_body_come_back_and_a_redirect_leads_nowhere() -> None:
    with answering(b"HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n9\n") as address:
        assert hand_in(address + "/below/", "old 0\n") == (409, "9\n")
        away = b"HTTP/1.1 302 Found\r\nLocation: " + address.encode() + b"\r\nContent-Length: 0\r\n\r\n"
        with answering(away) as other:
            assert hand_in(other, "old 0\n") == (302, "")


@pytest.mark.parametrize("answer", [HEAD + b"X: " + b"a" * 400, HEAD + b"\r\n" + b"a" * 400])
def test_a_witness_that_drips_is_cut_off(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness_calls, "WHOLE_SECONDS", 0.3, raising=False)
    began = time.monotonic()
    with answering(answer, every=0.02) as address, pytest.raises(OSError):  # noqa: PT011 - likewise
        hand_in(address, "old 0\n")
    assert time.monotonic() - began < 3


def test_an_address_that_nobody_answers_at_is_away() -> None:
    with pytest.raises(OSError):  # noqa: PT011 - likewise
        hand_in("http://127.0.0.1:1", "old 0\n")
