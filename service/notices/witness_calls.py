"""Handing a checkpoint to a witness over HTTP. The operator set its address, so the address is trusted."""

from __future__ import annotations

from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

SECONDS: Final = 10
MOST_BYTES: Final = 64 * 1024


class _StayHere(HTTPRedirectHandler):
    """Follows no redirect: a witness answers where it was said to be."""

    def redirect_request(self, *_: object) -> None:
        """Go nowhere else; the redirect itself is the answer."""


def hand_in(address: str, body: str) -> tuple[int, str]:
    """Post a request to a witness; return status and body. Raises OSError when it is not reached."""
    request = Request(  # noqa: S310 - http or https alone, as settings checked
        f"{address.rstrip('/')}/add-checkpoint", data=body.encode(), headers={"Content-Type": "text/plain"}
    )
    try:
        with build_opener(_StayHere).open(request, timeout=SECONDS) as answer:
            return answer.status, _text(answer.read(MOST_BYTES + 1))
    except HTTPError as answer:
        with answer:
            return answer.code, _text(answer.read(MOST_BYTES + 1))
    except (URLError, ValueError) as error:
        raise OSError from error


def _text(content: bytes) -> str:
    """Read an answer; what no witness would say is as good as none."""
    if len(content) > MOST_BYTES:
        raise OSError
    return content.decode("utf-8", "replace")
