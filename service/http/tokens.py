"""Bearer tokens: who a request of the API acts for (RFC 6750)."""

from __future__ import annotations

from typing import Final

from service.http.refusals import NotAuthenticated
from service.registry.account_records import Caller
from service.registry.accounts import token_caller
from service.registry.ports import Ports

VIA: Final = "api"
_SCHEME: Final = "bearer "


def caller_of(ports: Ports, authorization: str | None) -> Caller:
    """Return who the Authorization header stands for. Raises `NotAuthenticated`, the same for every cause."""
    caller = token_caller(ports, _secret_in(authorization or ""), VIA)
    if caller is None:
        raise NotAuthenticated
    return caller


def _secret_in(authorization: str) -> str:
    if authorization[: len(_SCHEME)].lower() != _SCHEME:
        raise NotAuthenticated
    return authorization[len(_SCHEME) :].strip()
