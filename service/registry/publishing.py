"""Posts: cleared with their people, given one number to cite, and decided again when published (P2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain import identifiers
from service.registry.checking import (
    CheckAnswer,
    PersonAnswer,
    access_record,
    answer_in,
    check_asked,
    is_vague,
    person_answers,
    readable,
)
from service.registry.clearances import LASTS, check_clearance, make_clearance
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.institutional_citing import check_covered, cite, confidential_findings, joined
from service.registry.judging import Asked, Judged
from service.registry.moments import local_day, today
from service.registry.permissions import check_may
from service.registry.post_findings import (
    Caption,
    NumberDesk,
    PostFinding,
    blocking,
    find_in_words,
    numbers_cited,
)
from service.registry.post_records import PostPerson, PostRecord
from service.registry.questions import said_of
from service.registry.recording import changing
from service.registry.requested_posts import judge_to_tell
from service.registry.required_readings import check_read
from service.registry.telling import tell_programs
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.files import Found
    from service.registry.ports import Ports
    from service.registry.recording import Change

MOST_PEOPLE: Final = 50
NOT_CLEARED: Final = "NOT_CLEARED"
CLEAR: Final = frozenset({"yes", "yes_with_conditions"})


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to clear: what it asks, its text, where and when it is to go out."""

    asked: Asked
    text: str = ""
    account: str | None = None
    planned_at: datetime | None = None
    media: tuple[tuple[str, str], ...] = ()
    cited: tuple[str, ...] = ()
    """Numbers cited beside the text (front matter, a field of its own)."""
    clearance: str | None = None
    """What a check of the same post gave, handed back."""
    confidential: bool = False
    """Whether it holds confidential content, and (next) the institutional authorization for that."""
    institutional: int | None = None

    @property
    def cleared(self) -> object:
        """Return what a clearance is bound to."""
        asked = self.asked
        people = [said_of(who) for who in asked.people]
        shown = people, asked.question, asked.visible_count, self.media
        return shown, self.text, self.cited, self.confidential, self.institutional


@dataclass(frozen=True, slots=True)
class PostAnswer:
    """One answer for the post, one for each person in it, in order; what is found in its text besides.

    The answer is the people's: what is found in the text does not change it. Whatever is found that blocks
    leaves the post without `clearance`, as a no does.
    """

    whole: CheckAnswer
    each: tuple[PersonAnswer, ...]
    findings: tuple[PostFinding, ...] = ()
    clearance: str | None = None


def check_post(ports: Ports, caller: Caller, new: NewPost) -> PostAnswer:
    """Answer for a post and for each of its people, from one view of the registry."""
    check_may(caller, "publish")
    new = replace(new, asked=readable(new.asked))
    _check_question(ports, caller, new)
    return _answer(ports, caller, new, ports.clock())


def register_post(ports: Ports, caller: Caller, new: NewPost) -> PostRecord:
    """Clear a post and give it its number; else `Conflict` NOT_CLEARED, and nothing is kept as cleared.

    CLEARANCE_INVALID when a clearance came with it that is of another post or has ended, and
    READING_NEEDED where somebody is to see this very text first, and has not accepted it yet.
    """
    check_may(caller, "publish")
    new = replace(new, asked=readable(new.asked))
    check_new(ports, caller, new)
    if new.clearance is not None:
        check_clearance(ports, caller, new.cleared, new.clearance)
    check_words(ports, caller, new)
    with changing(ports, caller) as change:
        judged = decide_now(change, new.asked, "post_clearance")
        check_read(change, new, judged)
        post = _cleared(change, new, judged)
        cited = cite(change.writer, new, post.number)
        post = replace(post, conditions=joined(post.conditions, cited))
        change.put("post_cleared", None, post, *cited)
        tell_programs(change, "post.cleared", post.number)
    return post


def publish_post(ports: Ports, caller: Caller, number: int, url: str, published_at: datetime) -> PostRecord:
    """Confirm that a post is out, at its address. Decided again: refused when it is no longer clear."""
    check_may(caller, "publish")
    check_texts({"url": url})
    with changing(ports, caller) as change:
        post = change.writer.load_post(number)
        if post is None:
            raise NotFound
        if post.state == "published" and post.url == url:
            return post
        if post.state != "cleared" or any(one.state == "open" for one in change.writer.takedowns_of(number)):
            raise Conflict(NOT_CLEARED)
        judged = _decided_again(change, post, published_at)
        day = max(today(ports), local_day(ports, published_at))
        check_covered(change.writer, post.institutional, post.question.channels, day)
        # What it rests on is what it rests on now: a newer paper may have taken the place of the first.
        published = replace(
            post,
            state="published",
            url=url,
            published_at=published_at,
            consents=tuple(sorted({*post.consents, *judged.consents})),
            revision=post.revision + 1,
        )
        change.put("post_published", None, published)
        tell_programs(change, "post.published", number)
    return published


def read_post(ports: Ports, caller: Caller, number: int) -> PostRecord:
    """Read one post."""
    check_may(caller, "publish")
    with ports.store.reading() as reader:
        post = reader.load_post(number)
    if post is None:
        raise NotFound
    return post


def list_posts(
    ports: Ports, caller: Caller, consent_id: str | None = None, before: int | None = None, limit: int = 50
) -> tuple[PostRecord, ...]:
    """List posts, newest first, all or those that rest on one consent."""
    check_may(caller, "publish")
    with ports.store.reading() as reader:
        if consent_id is None:
            return reader.list_posts(before, limit)
        consent = reader.load_consent(consent_id)
        posts = reader.posts_resting_on([consent.number] if consent else [])
    return tuple(post for post in reversed(posts) if before is None or post.number < before)[:limit]


def citation_is_usable(ports: Ports, post: PostRecord, found: tuple[Found, ...]) -> bool:
    """Tell whether every authorization a post's number stands for covers the post today."""
    return citation_standing(ports, post, found) is not None


def citation_standing(ports: Ports, post: PostRecord, found: tuple[Found, ...]) -> Judged | None:
    """Decide again what a post's number stands for today; None where it may not be used."""
    asked = asked_today(ports, post)
    told = judge_to_tell(asked, found, ports.policy.config, ports.clock()).told
    return told if post.is_live and told.publishable else None


def decide_now(change: Change, asked: Asked, action: str) -> Judged:
    """Decide inside the transaction, over files it has locked, and keep who asked; raise when not clear."""
    now = change.ports.clock()
    found = change.writer.find_files(asked.people)
    known = judge_to_tell(asked, found, change.ports.policy.config, now)
    judged = known.told
    change.ports.store.record_access(access_record(change.ports, change.caller, known, now, action))
    if not judged.publishable or any(is_vague(who) for who in asked.people):
        raise Conflict(NOT_CLEARED)
    return judged


def check_words(ports: Ports, caller: Caller, new: NewPost) -> None:
    """Raise `Conflict` NOT_CLEARED, naming what blocks, when the post's text does not let it go out."""
    faults = blocking(findings_of(ports, caller, new))
    if faults:
        raise Conflict(NOT_CLEARED, *faults)


def findings_of(ports: Ports, caller: Caller, new: NewPost) -> tuple[PostFinding, ...]:
    """Find what is to mend in a post's text; the registry is asked only when the post cites numbers."""
    caption = Caption(new.text, new.cited, new.asked)
    if not numbers_cited(caption):
        return (*find_in_words(ports, caption), *_held(ports, new))
    return _answer(ports, caller, new, ports.clock()).findings


def people_of_post(judged: Judged) -> tuple[PostPerson, ...]:
    """Return whom a post shows, as named, with whom and what that stood for."""
    cited = set(judged.decision.cite)
    return tuple(
        PostPerson(
            who,
            tuple(file.person.number for file in met.files),
            tuple(one.id for file in met.files for one in file.consents if one.id in cited),
        )
        for who, met in zip(judged.asked.people, judged.found, strict=True)
    )


def _answer(ports: Ports, caller: Caller, new: NewPost, now: datetime) -> PostAnswer:
    caption = Caption(new.text, new.cited, new.asked)
    words, cited = find_in_words(ports, caption), numbers_cited(caption)
    with ports.store.reading() as reader:
        whole, judged = answer_in(ports, reader, caller, new.asked, now, "post_check")
        each = person_answers(judged)
        shown = frozenset(number for one in each for number in one.cite)
        numbers = NumberDesk(ports, reader, caller, new.asked).find(cited, shown)
        held = confidential_findings(reader, new)
    findings = (*words, *numbers, *held)
    if whole.answer not in CLEAR or blocking(findings):
        return PostAnswer(whole, each, findings)
    return PostAnswer(whole, each, findings, make_clearance(ports, caller, new.cleared, now + LASTS))


def _held(ports: Ports, new: NewPost) -> tuple[PostFinding, ...]:
    if not new.confidential and new.institutional is None:
        return ()
    with ports.store.reading() as reader:
        return confidential_findings(reader, new)


def _cleared(change: Change, new: NewPost, judged: Judged) -> PostRecord:
    return PostRecord(
        number=change.writer.next_number("post"),
        citation=identifiers.draw(change.ports.random, change.writer.is_taken).text,
        state="cleared",
        question=new.asked.question,
        people=people_of_post(judged),
        conditions=judged.decision.conditions,
        registered_at=change.ports.clock(),
        registered_by=change.caller.user,
        text=new.text,
        account=new.account,
        planned_at=new.planned_at,
        visible_count=new.asked.visible_count,
        media=new.media,
        consents=judged.consents,
        institutional=new.institutional,
    )


def _decided_again(change: Change, post: PostRecord, published_at: datetime) -> Judged:
    # Never for a day before today: a withdrawal counts at once (P1). A later day must be clear too.
    asked = asked_today(change.ports, post)
    judged = decide_now(change, asked, "post_publication")
    day = published_at.astimezone(change.ports.time_zone).date()
    if day <= asked.question.on:
        return judged
    return decide_now(change, replace(asked, question=replace(asked.question, on=day)), "post_publication")


def asked_today(ports: Ports, post: PostRecord) -> Asked:
    """Return what a post asks as of today, whatever its people are called by now."""
    question = replace(post.question, on=today(ports))
    return Asked(tuple(one.again for one in post.people), question, post.visible_count)


def check_new(ports: Ports, caller: Caller, new: NewPost) -> None:
    """Raise `Invalid` naming what to mend in a post to keep."""
    check_texts({"text": new.text})
    _check_question(ports, caller, new)


def _check_question(ports: Ports, caller: Caller, new: NewPost) -> None:
    # The text is left out: of a post that is only checked, a number nobody may write is one more finding.
    check_asked(ports, caller, new.asked)
    check_texts({"account": new.account, "media": new.media, "consents": new.cited})
    if len(new.asked.people) > MOST_PEOPLE:
        raise Invalid(Fault("/people", "TOO_MANY", str(MOST_PEOPLE)))
