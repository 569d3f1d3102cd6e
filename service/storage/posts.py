"""Posts, takedowns, requests, users, invitations, scans: of nobody in particular, under one key."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, Literal, TypeVar

from service.registry.account_records import UserRecord
from service.registry.break_glass_records import BreakGlassRecord
from service.registry.entry_records import Entry
from service.registry.identity import fold_factor
from service.registry.invitation_records import InvitationRecord
from service.registry.post_records import PostRecord, RequestRecord, TakedownRecord
from service.registry.scan_records import ScannedFormRecord
from service.storage.codec import ENTRIES, decode
from service.storage.seals import Seals, place
from service.storage.sql import Sql, Values

T = TypeVar("T")
E = TypeVar("E", bound=Entry)

_POST: Final = "SELECT number, sealed FROM post WHERE number = ? LOCK"
_CITED: Final = "SELECT number, sealed FROM post WHERE code = ?"
_RESTING: Final = (
    "SELECT number, sealed FROM post"
    " WHERE number IN (SELECT c.post FROM ints(?) AS asked CROSS JOIN post_consent c"
    " WHERE c.consent = asked.value) ORDER BY number"
)
_SHOWING: Final = (
    "SELECT number, sealed FROM post"
    " WHERE number IN (SELECT post FROM post_person WHERE person = ?) ORDER BY number"
)
_THESE_POSTS: Final = (
    "SELECT number, sealed FROM post WHERE number IN (SELECT asked.value FROM ints(?) AS asked)"
    " ORDER BY number"
)
_NEWEST: Final = "SELECT number, sealed FROM post WHERE number < ? ORDER BY number DESC LIMIT ?"
_SHOWN: Final = (
    "SELECT number FROM person WHERE number IN (SELECT person FROM post_person WHERE post = ?)"
    " ORDER BY number LOCK"
)
_REQUEST: Final = "SELECT number, sealed FROM request WHERE number = ? LOCK"
_REQUESTS: Final = "SELECT number, sealed FROM request WHERE number < ? ORDER BY number DESC LIMIT ?"
_REQUESTS_IN: Final = (
    "SELECT number, sealed FROM request WHERE open = ? AND number < ? ORDER BY number DESC LIMIT ?"
)
_INVITATION: Final = "SELECT number, sealed FROM invitation WHERE number = ? LOCK"
_INVITATION_OF: Final = "SELECT number, sealed FROM invitation WHERE digest = ? LOCK"
_INVITATIONS: Final = "SELECT number, sealed FROM invitation WHERE number < ? ORDER BY number DESC LIMIT ?"
_INVITATIONS_IN: Final = (
    "SELECT number, sealed FROM invitation WHERE open = ? AND number < ? ORDER BY number DESC LIMIT ?"
)
_SCANNED: Final = "SELECT number, sealed FROM scanned_form WHERE number = ? LOCK"
_SCANS: Final = "SELECT number, sealed FROM scanned_form WHERE number > ? ORDER BY number LIMIT ?"
_SCANS_IN: Final = (
    "SELECT number, sealed FROM scanned_form WHERE open = ? AND number > ? ORDER BY number LIMIT ?"
)
_GLASS: Final = "SELECT number, sealed FROM break_glass WHERE number = ? LOCK"
_GLASSES: Final = "SELECT number, sealed FROM break_glass WHERE number < ? ORDER BY number DESC LIMIT ?"
_GLASSES_IN: Final = (
    "SELECT number, sealed FROM break_glass WHERE open = ? AND number < ? ORDER BY number DESC LIMIT ?"
)
_ENTRY: Final = "SELECT number, sealed FROM entry WHERE number = ? AND kind = ? LOCK"
_ENTRIES: Final = (
    "SELECT number, sealed FROM entry WHERE kind = ? AND number < ? ORDER BY number DESC LIMIT ?"
)
_ENTRIES_OPEN: Final = (
    "SELECT number, sealed FROM entry WHERE kind = ? AND open AND number < ? ORDER BY number DESC LIMIT ?"
)
_USER: Final = "SELECT number, sealed FROM registry_user WHERE number = ? LOCK"
_USER_NAMED: Final = "SELECT number, sealed FROM registry_user WHERE code = ? LOCK"
_USERS: Final = "SELECT number, sealed FROM registry_user ORDER BY number"
_NO_END: Final = 2**62


class PostsReader:
    """Reads records of nobody in particular. In a writer, a post's people are locked before the post."""

    __slots__ = ("clock", "seals", "sql")

    def __init__(self, sql: Sql, seals: Seals, clock: Callable[[], datetime]) -> None:
        self.sql = sql
        self.seals = seals
        self.clock = clock

    def load_post(self, number: int) -> PostRecord | None:
        """Read one post."""
        if self.sql.locks:
            self.sql.rows(_SHOWN, number)
        return self._first(PostRecord, self.sql.rows(_POST, number))

    def load_post_cited(self, citation: str) -> PostRecord | None:
        """Read the post that a citation number stands for."""
        rows = self.sql.rows(_CITED, self.seals.code("citation", citation))
        post = self._first(PostRecord, rows)
        return post if post and post.citation == citation else None

    def posts_resting_on(self, consents: Sequence[int]) -> tuple[PostRecord, ...]:
        """List posts that rest on any of these consents."""
        return self._all(PostRecord, self.sql.rows(_RESTING, list(consents)))

    def posts_showing(self, person: int) -> tuple[PostRecord, ...]:
        """List posts that show this person."""
        return self._all(PostRecord, self.sql.rows(_SHOWING, person))

    def load_posts(self, numbers: Sequence[int]) -> tuple[PostRecord, ...]:
        """Read posts, in order of number."""
        return self._all(PostRecord, self.sql.rows(_THESE_POSTS, list(numbers)))

    def list_posts(self, before: int | None, limit: int) -> tuple[PostRecord, ...]:
        """List posts, newest first."""
        return self._all(PostRecord, self.sql.rows(_NEWEST, before or _NO_END, limit))

    def load_request(self, number: int) -> RequestRecord | None:
        """Read one request."""
        return self._first(RequestRecord, self.sql.rows(_REQUEST, number))

    def list_requests(self, state: str | None, before: int | None, limit: int) -> tuple[RequestRecord, ...]:
        """List requests, newest first."""
        end = before or _NO_END
        if state is None:
            return self._all(RequestRecord, self.sql.rows(_REQUESTS, end, limit))
        return self._all(RequestRecord, self.sql.rows(_REQUESTS_IN, state == "open", end, limit))

    def load_invitation(self, number: int) -> InvitationRecord | None:
        """Read one invitation to sign."""
        return self._first(InvitationRecord, self.sql.rows(_INVITATION, number))

    def load_invitation_of(self, digest: bytes) -> InvitationRecord | None:
        """Read the invitation that a link opens."""
        return self._first(InvitationRecord, self.sql.rows(_INVITATION_OF, digest))

    def list_invitations(
        self, state: str | None, before: int | None, limit: int
    ) -> tuple[InvitationRecord, ...]:
        """List invitations, newest first."""
        end = before or _NO_END
        if state is None:
            return self._all(InvitationRecord, self.sql.rows(_INVITATIONS, end, limit))
        return self._all(InvitationRecord, self.sql.rows(_INVITATIONS_IN, state == "open", end, limit))

    def load_scanned_form(self, number: int) -> ScannedFormRecord | None:
        """Read one scanned form."""
        return self._first(ScannedFormRecord, self.sql.rows(_SCANNED, number))

    def list_scanned_forms(self, state: str | None, after: int, limit: int) -> tuple[ScannedFormRecord, ...]:
        """List scanned forms in the order they came."""
        if state is None:
            return self._all(ScannedFormRecord, self.sql.rows(_SCANS, after, limit))
        return self._all(ScannedFormRecord, self.sql.rows(_SCANS_IN, state == "open", after, limit))

    def load_break_glass(self, number: int) -> BreakGlassRecord | None:
        """Read one request to see what is masked."""
        return self._first(BreakGlassRecord, self.sql.rows(_GLASS, number))

    def list_break_glass(
        self, state: str | None, before: int | None, limit: int
    ) -> tuple[BreakGlassRecord, ...]:
        """List requests to see what is masked, newest first."""
        end = before or _NO_END
        if state is None:
            return self._all(BreakGlassRecord, self.sql.rows(_GLASSES, end, limit))
        return self._all(BreakGlassRecord, self.sql.rows(_GLASSES_IN, state == "open", end, limit))

    def load_entry(self, shape: type[E], number: int) -> E | None:
        """Read one record of a kind."""
        return self._first(shape, self.sql.rows(_ENTRY, number, ENTRIES[shape]))

    def list_entries(
        self, shape: type[E], state: Literal["open"] | None, before: int | None, limit: int
    ) -> tuple[E, ...]:
        """List records of a kind, newest first."""
        kind, end = ENTRIES[shape], before or _NO_END
        if state is None:
            return self._all(shape, self.sql.rows(_ENTRIES, kind, end, limit))
        return self._all(shape, self.sql.rows(_ENTRIES_OPEN, kind, end, limit))

    def load_user(self, number: int) -> UserRecord | None:
        """Read one user."""
        return self._first(UserRecord, self.sql.rows(_USER, number))

    def load_user_by_email(self, email: str) -> UserRecord | None:
        """Read a user by courriel, case aside."""
        code = self.seals.code("user", fold_factor(email))
        user = self._first(UserRecord, self.sql.rows(_USER_NAMED, code))
        return user if user and user.email and fold_factor(user.email) == fold_factor(email) else None

    def list_users(self) -> tuple[UserRecord, ...]:
        """List users in order of number."""
        return self._all(UserRecord, self.sql.rows(_USERS))

    def _first(self, shape: type[T], rows: list[Values]) -> T | None:
        return next(iter(self._all(shape, rows[:1])), None)

    def _all(self, shape: type[T], rows: list[Values]) -> tuple[T, ...]:
        table = TABLES[shape]
        return tuple(
            decode(shape, self.seals.registry.open(sealed, place(table, number))) for number, sealed in rows
        )


TABLES: Final[dict[type, str]] = {
    PostRecord: "post",
    TakedownRecord: "takedown",
    RequestRecord: "request",
    UserRecord: "registry_user",
    InvitationRecord: "invitation",
    ScannedFormRecord: "scanned_form",
    BreakGlassRecord: "break_glass",
    **dict.fromkeys(ENTRIES, "entry"),
}
"""Where records of nobody in particular are kept."""
