"""Finding a case: from an address, a picture's hash, a number or a person to posts, people and a check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from service.domain.identifiers import BadIdentifier, parse
from service.registry.checking import is_vague
from service.registry.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from service.registry.access_records import AccessRecord
    from service.registry.case_records import CaseKey
    from service.registry.ports import Ports, ReferenceKind
    from service.registry.post_records import PostRecord
    from service.registry.questions import Who
    from service.registry.storing import Reader

_PAGE: Final = 500
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Met:
    """What a key met: posts, people by number, and a check when the key named one."""

    posts: tuple[PostRecord, ...] = ()
    people: tuple[int, ...] = ()
    check: AccessRecord | None = None
    of_person: bool = False
    """Looked for by person: every check about them belongs to it, whatever the post."""


def find_case(ports: Ports, key: CaseKey) -> Met:
    """Find what a key stands for; nothing at all when it stands for nothing."""
    if key.way == "number":
        return _by_number(ports, key.text)
    with ports.store.reading() as reader:
        if key.way == "url":
            wanted = plain_address(key.text)
            return _with_people(_posts(reader, lambda post: plain_address(post.url or "") == wanted))
        if key.way == "sha256":
            digest = key.text.strip().lower()
            return _with_people(_posts(reader, lambda post: any(one == digest for one, _ in post.media)))
        return _of_people(reader, key.who)


def plain_address(text: str) -> str:
    """Write an address the way it is compared: without scheme, « www. », fragment, or slash at its end."""
    text = text.strip()
    parts = urlsplit(text if "://" in text else f"https://{text}")
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if host else ""


def _by_number(ports: Ports, text: str) -> Met:
    record = _check(ports, text)
    with ports.store.reading() as reader:
        if record is not None:
            people = tuple(dict.fromkeys(number for met in record.matched for number in met if number))
            return Met(_cleared_by(reader, record, people), people, record)
        post = _post(ports, reader, text)
        if post is not None:
            return _with_people([post])
        person = _opened(ports, "person", text)
        if person:
            return _with_posts(reader, (person,))
        return _by_consent(reader, text)


def _by_consent(reader: Reader, text: str) -> Met:
    try:
        consent = reader.load_consent(parse(text).text)
    except BadIdentifier:
        return Met()
    if consent is None:
        return Met()
    return Met(reader.posts_resting_on([consent.number]), (consent.person,), of_person=True)


def _of_people(reader: Reader, who: Who | None) -> Met:
    if who is None or is_vague(who):
        return Met()
    (found,) = reader.find_files([who])
    return _with_posts(reader, tuple(file.person.number for file in found.files))


def _with_posts(reader: Reader, people: tuple[int, ...]) -> Met:
    posts = {post.number: post for number in people for post in reader.posts_showing(number)}
    return Met(tuple(posts[number] for number in sorted(posts)), people, of_person=True)


def _with_people(posts: list[PostRecord]) -> Met:
    numbers = dict.fromkeys(number for post in posts for one in post.people for number in one.persons)
    return Met(tuple(posts), tuple(numbers))


def _posts(reader: Reader, wanted: Callable[[PostRecord], bool]) -> list[PostRecord]:
    return sorted((post for post in _every_post(reader) if wanted(post)), key=lambda post: post.number)


def _every_post(reader: Reader) -> Iterator[PostRecord]:
    before: int | None = None
    while page := reader.list_posts(before, _PAGE):
        yield from page
        before = page[-1].number


def _post(ports: Ports, reader: Reader, text: str) -> PostRecord | None:
    number = _opened(ports, "post", text)
    if number:
        return reader.load_post(number)
    try:
        return reader.load_post_cited(parse(text).text)
    except BadIdentifier:
        return None


def _check(ports: Ports, text: str) -> AccessRecord | None:
    number = _opened(ports, "check", text)
    record = ports.store.load_access(number) if number else None
    return record if record is not None and record.question is not None else None


def _cleared_by(reader: Reader, record: AccessRecord, people: tuple[int, ...]) -> tuple[PostRecord, ...]:
    """List the posts that this check cleared, or let out, or was asked about: same people, same question."""
    if not people:
        return ()
    return tuple(
        post
        for post in reader.posts_showing(people[0])
        if {number for one in post.people for number in one.persons} == set(people)
        and record.question is not None
        and same_post(record, post)
    )


def same_post(record: AccessRecord, post: PostRecord) -> bool:
    """Tell whether a check asked about what a post is: its medium, its purpose, one of its channels."""
    asked, question = record.question, post.question
    return (
        asked is not None
        and (asked.medium, asked.purpose) == (question.medium, question.purpose)
        and not set(asked.channels).isdisjoint(question.channels)
    )


def _opened(ports: Ports, kind: ReferenceKind, text: str) -> int:
    try:
        return ports.references.open(kind, text.strip())[0]
    except NotFound:
        return 0
