"""« Envoyer le lien à la personne »: whoever a post shows is sent where it is, with the way to take it back.

Whoever asks is told the same whomever it reached: the registry does not say who has a courriel.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.errors import Conflict, NotFound
from service.registry.messages import CORNER_PAGE, send_courriel
from service.registry.permissions import check_may
from service.registry.reading_records import ReadingRecord
from service.registry.readings import writes_to
from service.registry.recording import changing
from service.registry.required_readings import EVERY

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.recording import Change

SHOWN_FOR: Final = timedelta(days=90)
"""How long the post stands in the person's corner; what they signed stands there as long as it counts."""


def send_published(ports: Ports, caller: Caller, number: int) -> PostRecord:
    """Write to each person a published post shows, once a post. Raises `Conflict` when it is not out."""
    check_may(caller, "publish")
    with changing(ports, caller) as change:
        post = change.writer.load_post(number)
        if post is None:
            raise NotFound
        if post.state != "published":
            raise Conflict("WRONG_STATE")
        told = {
            one.person
            for one in change.writer.list_entries(ReadingRecord, "open", None, EVERY)
            if one.kind == "published" and one.post == number
        }
        for place, file in _shown(change, post):
            if file.person.number not in told:
                _send(change, post, place, file)
    return post


def _shown(change: Change, post: PostRecord) -> list[tuple[int, File]]:
    """List whom the post shows for certain: of namesakes, nobody is written to."""
    numbers = [(place, one.persons[0]) for place, one in enumerate(post.people) if len(one.persons) == 1]
    files = [(place, change.writer.load_file(number)) for place, number in numbers]
    return [(place, file) for place, file in files if file is not None and writes_to(file.person)]


def _send(change: Change, post: PostRecord, place: int, file: File) -> None:
    now, person = change.ports.clock(), file.person
    sent = ReadingRecord(
        number=change.writer.next_number("entry"),
        state="open",
        made_at=now,
        made_by=change.caller.user,
        kind="published",
        person=person.number,
        place=place,
        post=post.number,
        ends_at=now + SHOWN_FOR,
    )
    change.put("published_link_sent", None, sent)
    send_courriel(change, person.email or "", person.language, "published_link", path=CORNER_PAGE)
