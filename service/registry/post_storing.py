"""What is read of posts and takedowns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.registry.post_records import PostRecord, TakedownRecord
    from service.registry.takedown_records import LivePlace


class PostReader(Protocol):
    """Posts and takedowns, in one view of the registry."""

    def load_post(self, number: int) -> PostRecord | None:
        """Read one post."""

    def load_post_cited(self, citation: str) -> PostRecord | None:
        """Read the post that a citation number stands for."""

    def posts_resting_on(self, consents: Sequence[int]) -> tuple[PostRecord, ...]:
        """List posts that rest on any of these consents, in order of number (indexed)."""

    def posts_showing(self, person: int) -> tuple[PostRecord, ...]:
        """List posts that show this person, in order of number (indexed)."""

    def list_posts(self, before: int | None, limit: int) -> tuple[PostRecord, ...]:
        """List posts, newest first, `before` a number."""

    def load_takedown(self, number: int) -> TakedownRecord | None:
        """Read one takedown."""

    def list_takedowns(self, state: str | None, after: int, limit: int) -> tuple[TakedownRecord, ...]:
        """List takedowns in order of number, of one state or of all."""

    def takedowns_of(self, post: int) -> tuple[TakedownRecord, ...]:
        """List the takedowns of a post and of its copies."""

    def load_takedowns(self, numbers: Sequence[int]) -> tuple[TakedownRecord, ...]:
        """Read takedowns, in order of number."""

    def takedowns_called(self, call: int) -> tuple[TakedownRecord, ...]:
        """List the open takedowns that a call listed or hastened."""

    def load_posts(self, numbers: Sequence[int]) -> tuple[PostRecord, ...]:
        """Read posts, in order of number."""

    def numbers_showing(self, person: int) -> tuple[int, ...]:
        """List the numbers of posts that show this person, from an index alone."""

    def places_resting_on(self, consents: Sequence[int]) -> tuple[LivePlace, ...]:
        """List where posts that rest on any of these consents stand, from indexes alone."""

    def places_of(self, posts: Sequence[int]) -> tuple[LivePlace, ...]:
        """List where these posts stand, in order of post and copy."""
