"""« Marquer une image »: a number written into a picture or a film, while it may be used.

The picture is kept nowhere. What is noted with the post is its SHA-256 before and after (R61), so that either
is found again.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.domain.identifiers import BadIdentifier, ConsentId, parse
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.permissions import check_may
from service.registry.picture_marks import Mark
from service.registry.publishing import NOT_CLEARED, asked_today, decide_now
from service.registry.recording import changing
from service.registry.standing import standing_of

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.picture_marks import Corner, Labelled
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.recording import Change

MOST_MEDIA: Final = 200
"""Hashes kept with one post."""
FACES_NOT_NAMED: Final = "FACES_NOT_NAMED"


def label_picture(
    ports: Ports, caller: Caller, number: int, content: bytes, corner: Corner | None = None
) -> Labelled:
    """Mark a post's picture with its number. Raises `Conflict` NOT_CLEARED once the post is not clear."""
    check_may(caller, "publish")
    with ports.store.reading() as reader:
        post = reader.load_post(number)
    if post is None:
        raise NotFound
    labelled = _labelled(ports, post.citation, content, corner)
    with changing(ports, caller) as change:
        present = change.writer.load_post(number)
        if present is None:
            raise NotFound
        _check_clear(change, present)
        noted = _noted(present, content, labelled)
        if noted.media != present.media:
            change.put("picture_labelled", None, noted)
    return labelled


def label_with_number(
    ports: Ports, caller: Caller, given: str, content: bytes, corner: Corner | None = None
) -> Labelled:
    """Mark a picture with the number of a post or an authorization.

    Raises `Conflict` NOT_CLEARED alike for a number that is unknown, that may not be used today, or not for
    what the file is.
    """
    check_may(caller, "publish")
    number = _parsed(given)
    with ports.store.reading() as reader:
        post = reader.load_post_cited(number)
    if post is not None:
        return label_picture(ports, caller, post.number, content, corner)
    labelled = _labelled(ports, number, content, corner)
    standing = standing_of(ports, number)
    if labelled.medium not in standing.media:  # of what may not be used, no medium is told
        raise Conflict(NOT_CLEARED)
    return labelled


def count_faces(ports: Ports, caller: Caller, content: bytes) -> int:
    """Count the faces on a picture. Nothing is asked of the registry."""
    check_may(caller, "publish")
    return ports.pictures.count_faces(content)


def faces_not_named(faces: int, named: int) -> bool:
    """Tell whether more faces were counted than people named: a hint, since faces are missed too."""
    return faces > named


def _labelled(ports: Ports, number: str, content: bytes, corner: Corner | None) -> Labelled:
    if not content:
        raise Invalid(Fault("/file", "EMPTY"))
    address = f"{ports.evidence.public_url}/v/{number}"
    return ports.pictures.label(content, Mark(ConsentId(number).printed, address, corner))


def _check_clear(change: Change, post: PostRecord) -> None:
    """Decide the post again as of today, over files locked until it is noted."""
    if not post.is_live or any(one.state == "open" for one in change.writer.takedowns_of(post.number)):
        raise Conflict(NOT_CLEARED)
    decide_now(change, asked_today(change.ports, post), "post_picture")


def _noted(post: PostRecord, content: bytes, labelled: Labelled) -> PostRecord:
    number = ConsentId(post.citation).printed
    both = (
        (sha256(content).hexdigest(), f"original.{labelled.ending}"),
        (sha256(labelled.content).hexdigest(), f"aval-{number}.{labelled.ending}"),
    )
    media = tuple(dict.fromkeys((*post.media, *both)))
    if len(media) > MOST_MEDIA:
        raise Invalid(Fault("/file", "TOO_MANY"))
    return replace(post, media=media, revision=post.revision + 1)


def _parsed(given: str) -> str:
    try:
        return parse(given).text
    except BadIdentifier as error:
        raise Invalid(Fault("/id", error.code)) from None
