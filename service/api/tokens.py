"""Tokens: what a number may be used for, signed, as text and as a QR code."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Response
from pydantic import Field

from service.api.calls import Call, CallIn
from service.api.paths import ConsentIn, PostIn
from service.api.routes import COUNTED, may, routes_on
from service.api.shown import Shown
from service.domain.identifiers import ConsentId
from service.i18n.words import words_for
from service.registry.publishing import read_post
from service.registry.tokens import Token, draw_code, issue_token, paint_code

routes = routes_on("tokens")


class TokenScopeShown(Shown):
    """Media and channels, each channel good for each medium."""

    media: list[str]
    channels: list[str]


class TokenShown(Shown):
    """A token as text: the address that a QR code holds, and the code that scanners take."""

    id: str
    address: Annotated[str, Field(description="Of the page that verifies it; the token follows the #.")]
    code: Annotated[str, Field(description="CAC1: and base45.")]
    until: Annotated[date, Field(description="Its last day.")]
    scope: TokenScopeShown


@routes.get("/consents/{consent_id}/token", **may("issue_tokens", **{COUNTED: True}))
def consent_token(call: CallIn, consent: ConsentIn) -> TokenShown:
    """Issue the token of an authorization; 409 NOT_USABLE when it may be used for nothing today."""
    return _shown(issue_token(call.ports, call.caller, consent))


@routes.get(
    "/consents/{consent_id}/qr.svg", response_class=Response, **may("issue_tokens", **{COUNTED: True})
)
def consent_code(call: CallIn, consent: ConsentIn, language: Literal["fr", "en"] | None = None) -> Response:
    """Draw the QR code of its token, the number and what the code holds beside it."""
    return _drawn(call, issue_token(call.ports, call.caller, consent), language)


@routes.get(
    "/consents/{consent_id}/qr.png", response_class=Response, **may("issue_tokens", **{COUNTED: True})
)
def consent_picture(
    call: CallIn, consent: ConsentIn, language: Literal["fr", "en"] | None = None
) -> Response:
    """Draw it as PNG, for programs that take no SVG."""
    return _painted(call, issue_token(call.ports, call.caller, consent), language)


@routes.get("/posts/{post_id}/token", **may("publish", **{COUNTED: True}))
def post_token(call: CallIn, post: PostIn) -> TokenShown:
    """Issue the token of a post's number; 409 NOT_USABLE when it may be used for nothing today."""
    return _shown(issue_token(call.ports, call.caller, read_post(call.ports, call.caller, post).citation))


@routes.get("/posts/{post_id}/qr.svg", response_class=Response, **may("publish", **{COUNTED: True}))
def post_code(call: CallIn, post: PostIn, language: Literal["fr", "en"] | None = None) -> Response:
    """Draw the QR code of the token of a post's number."""
    citation = read_post(call.ports, call.caller, post).citation
    return _drawn(call, issue_token(call.ports, call.caller, citation), language)


@routes.get("/posts/{post_id}/qr.png", response_class=Response, **may("publish", **{COUNTED: True}))
def post_picture(call: CallIn, post: PostIn, language: Literal["fr", "en"] | None = None) -> Response:
    """Draw the QR code of a post's number as PNG."""
    citation = read_post(call.ports, call.caller, post).citation
    return _painted(call, issue_token(call.ports, call.caller, citation), language)


def _shown(token: Token) -> TokenShown:
    return TokenShown(
        id=ConsentId(token.citation).printed,
        address=token.signed.address,
        code=token.signed.code,
        until=token.signed.until,
        scope=TokenScopeShown(media=list(token.media), channels=list(token.channels)),
    )


def _drawn(call: Call, token: Token, language: str | None) -> Response:
    words = words_for("public", language or call.caller.language)
    return Response(draw_code(call.ports, token, words("token.holds")), media_type="image/svg+xml")


def _painted(call: Call, token: Token, language: str | None) -> Response:
    words = words_for("public", language or call.caller.language)
    return Response(paint_code(call.ports, token, words("token.holds")), media_type="image/png")
