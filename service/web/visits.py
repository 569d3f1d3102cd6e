"""One visit to a page: who comes, in which language, with what was sent, and how the answer goes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.responses import RedirectResponse, Response

from service.http.limiter import PublisherLimit, SourceLimit
from service.http.sessions import Sessions, SignedIn
from service.i18n.words import Words, words_for
from service.registry.account_records import Caller, SessionRecord
from service.registry.permissions import check_may
from service.registry.ports import Ports
from service.registry.sealing import TrustedSeals
from service.web.reading import Sent
from service.web.rendering import HEADERS, HTML, Frame, render

SEE_OTHER = 303
UNPROCESSABLE = 422
KNOCKS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages stand on: the registry's ports, sessions, and whether all people are fictional."""

    ports: Ports
    sessions: Sessions
    limit: PublisherLimit
    demonstration: bool = False
    sources: SourceLimit = field(default_factory=lambda: SourceLimit(None))
    """How often one source may ask without signing in."""
    knocks: SourceLimit = field(default_factory=lambda: SourceLimit(KNOCKS_A_MINUTE))
    """How often one link to sign, or one poster, may be answered in a minute, whoever does."""
    readers: SourceLimit = field(default_factory=lambda: SourceLimit(None))
    """How often one source may verify a number or a code, or fetch a status list, whatever it asks."""
    seals: Callable[[], TrustedSeals] = lambda: TrustedSeals(())
    """Gives what others need to trust our seals."""

    @property
    def secure(self) -> bool:
        """Tell whether we are reached by https."""
        return self.sessions.https


@dataclass(frozen=True, slots=True)
class Guest:
    """A visit by someone who has not signed in."""

    site: Site
    frame: Frame
    sent: Sent
    query: Mapping[str, str]
    cookies: Mapping[str, str]

    @property
    def ports(self) -> Ports:
        """Return what use cases are given."""
        return self.site.ports

    @property
    def words(self) -> Words:
        """Return the words of the visitor's role and language."""
        return words_for(self.frame.reads or self.frame.role or "public", self.frame.language)

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Answer with a page; the headers are the same on every one."""
        content = render(template, self.frame, **values)
        return Response(content, status, headers=HEADERS, media_type=HTML)

    def go(self, path: str) -> Response:
        """Send the browser on to read another page, so that coming back or reloading repeats nothing."""
        return RedirectResponse(path, SEE_OTHER, headers=HEADERS)


@dataclass(frozen=True, slots=True)
class Visit(Guest):
    """A visit by someone signed in, in one role."""

    signed_in: SignedIn

    @property
    def caller(self) -> Caller:
        """Return who acts, in which role."""
        return self.signed_in.caller

    @property
    def session(self) -> SessionRecord:
        """Return the session's record."""
        return self.signed_in.session

    def count_question(self) -> None:
        """Count a question against the publishers' limit. Raises `RateLimited`."""
        self.site.limit.count(self.caller)

    def must(self, action: str) -> None:
        """Raise `NotAllowed` when the role may not do this."""
        check_may(self.caller, action)

    def seal(self, kind: str, number: int, item: int = 0) -> str:
        """Return what stands for a number in addresses and forms."""
        return self.ports.references.seal(kind, number, item)  # type: ignore[arg-type] # one of the kinds
