"""The door of the pages: reads cookies and forms, knows sessions, refuses forged requests."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.responses import Response

from service.http.refusals import Forged
from service.http.sessions import SAFE, SignedIn, check_form
from service.i18n.words import LANGUAGES
from service.registry.acknowledging import unread_by
from service.registry.errors import RegistryError
from service.web.navigation import screens_of
from service.web.reading import NOTHING_SENT, Sent, Upload
from service.web.rendering import Frame, ToRead
from service.web.visits import Guest, Site, Visit

MOST_BYTES: Final = 26 * 1024 * 1024
MOST_FILES: Final = 3
SCANS: Final = "/numeriser"
MOST_SCANS: Final = 101 * 1024 * 1024
"""Of one form with scans: only who is signed in may send as much."""
MOST_SCAN_FILES: Final = 100
ONCE_BYTES: Final = 16
LANGUAGE_COOKIE: Final = "aval_langue"
A_YEAR: Final = 365 * 24 * 3600
SWITCH: Final = "language"
"""The button of a form half filled in that shows it in the other language."""


class SignedOut(Exception):
    """Nobody is signed in; the page is shown after signing in."""


class _InMemory(MultiPartParser):
    spool_max_size = MOST_SCANS  # an original is never written to disk in clear


class ShowInstead(Exception):
    """There is nothing to do on this page (any more); another one shows how things stand."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


async def read_sent(request: Request) -> Sent:
    """Read a form: every text trimmed, empty ones left out; a few files at most, kept in memory."""
    if request.method in SAFE:
        return NOTHING_SENT
    scans = request.url.path == SCANS and await run_in_threadpool(_is_signed_in, request)
    stream = _limited(request, MOST_SCANS if scans else MOST_BYTES)
    try:
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            most = MOST_SCAN_FILES if scans else MOST_FILES
            form = await _InMemory(request.headers, stream, max_files=most, max_fields=500).parse()
        else:
            form = await FormParser(request.headers, stream).parse()
    except MultiPartException:
        raise Forged from None
    try:
        uploads = [Upload(field, one.filename or "", await one.read()) for field, one in _files(form)]
        return Sent(_texts(form), {one.field: one.content for one in uploads}, tuple(uploads))
    finally:
        await form.close()


def guest(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> Guest:
    """Let anyone in."""
    site = site_of(request)
    site.sessions.check_origin(request.method, request)
    return Guest(site, _guest_frame(request, site), sent, request.query_params, request.cookies)


def visit(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> Visit:
    """Let in someone signed in; a form must come from a page of theirs."""
    site = site_of(request)
    signed_in = site.sessions.signed_in(site.ports, request)
    if signed_in is None:
        raise SignedOut
    site.sessions.check_origin(request.method, request)
    check_form(request.method, signed_in.session, sent.text("form_token"))
    frame = _frame(request, site, signed_in)
    return Visit(site, frame, sent, request.query_params, request.cookies, signed_in)


def frame_of(request: Request) -> Frame:
    """Return the frame of a page that says what went wrong; a guest's when even sessions cannot be read."""
    site = site_of(request)
    try:
        signed_in = site.sessions.signed_in(site.ports, request)
    except RegistryError:
        signed_in = None
    return _frame(request, site, signed_in) if signed_in else _guest_frame(request, site)


AnyVisit = Annotated[Guest, Depends(guest)]
SignedVisit = Annotated[Visit, Depends(visit)]


def site_of(request: Request) -> Site:
    """Return what the application was given for its pages."""
    site: Site = request.app.state.site
    return site


def roles_of(site: Site, user: int) -> tuple[str, ...]:
    """List the roles a user may work in."""
    with site.ports.store.reading() as reader:
        record = reader.load_user(user)
    return record.roles if record else ()


def _is_signed_in(request: Request) -> bool:
    site = site_of(request)
    return site.sessions.signed_in(site.ports, request) is not None


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise MultiPartException("TOO_LARGE")
        yield chunk


def _texts(form: FormData) -> dict[str, tuple[str, ...]]:
    texts: dict[str, tuple[str, ...]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str) and value.strip():
            texts[name] = (*texts.get(name, ()), value.strip())
    return texts


def _files(form: FormData) -> list[tuple[str, UploadFile]]:
    return [(name, value) for name, value in form.multi_items() if isinstance(value, UploadFile)]


def _guest_frame(request: Request, site: Site) -> Frame:
    return Frame(_language(request), here=_here(request), demonstration=site.demonstration)


def _frame(request: Request, site: Site, signed_in: SignedIn) -> Frame:
    caller = signed_in.caller
    roles, to_read = _greeted(site, caller.user)
    here = request.url.path
    return Frame(
        language=_language(request, caller.language),
        here=_here(request),
        role=caller.role,
        user_name=caller.name,
        several_roles=roles > 1,
        screens=screens_of(caller.role, request.url.path),
        form_token=signed_in.session.form_token,
        once=site.ports.random(ONCE_BYTES).hex(),
        demonstration=site.demonstration,
        to_read=tuple(one for one in to_read if not here.startswith(one.path)),
    )


def _greeted(site: Site, user: int) -> tuple[int, tuple[ToRead, ...]]:
    """Return how many roles a user has, and the policies to read, which their panel names on every page."""
    with site.ports.store.reading() as reader:
        record = reader.load_user(user)
        unread = unread_by(reader, record) if record else ()
    seal = site.ports.references.seal
    to_read = tuple(
        ToRead(f"/politiques/{seal('policy', one.number)}", one.title, one.version, one.starts_on)
        for one in unread
    )
    return len(record.roles) if record else 0, to_read


def _language(request: Request, own: str = "fr") -> str:
    chosen = request.cookies.get(LANGUAGE_COOKIE, own)
    return chosen if chosen in LANGUAGES else "fr"


def in_language(guest: Guest, language: str) -> Guest:
    """Show pages in the language they were asked for, unless the visitor chose one."""
    if LANGUAGE_COOKIE in guest.cookies or language not in LANGUAGES:
        return guest
    return replace(guest, frame=replace(guest.frame, language=language))


def switched(guest: Guest) -> Guest | None:
    """Show a form again, as typed, in the other language; None when that is not what was asked."""
    language = guest.sent.text(SWITCH)
    return replace(guest, frame=replace(guest.frame, language=language)) if language in LANGUAGES else None


def keep_language(answer: Response, guest: Guest) -> Response:
    """Keep the language chosen for a year."""
    language, secure = guest.frame.language, guest.site.secure
    answer.set_cookie(LANGUAGE_COOKIE, language, A_YEAR, secure=secure, httponly=True, samesite="lax")
    return answer


def inside(path: str) -> str:
    """Return a path of ours, never an address elsewhere."""
    parts = urlsplit(path)
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc
    return path if ours else "/"


def _here(request: Request) -> str:
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path
