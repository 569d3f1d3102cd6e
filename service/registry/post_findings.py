"""What is found in a post's text: names, contacts, words of care, and the numbers it cites.

The words are read without the registry. Of each number cited one thing is told: whether it may be used for
this post. A number nobody has, and one that was withdrawn, has ended or does not cover the post, read the
same and cost the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.captions.reading import ID_CHECK, Known, Severity, read_caption
from service.domain.cited_ids import find_in_text
from service.domain.identifiers import BadIdentifier, parse
from service.registry.checking import access_record
from service.registry.errors import Fault, Invalid
from service.registry.judging import Asked
from service.registry.questions import Who
from service.registry.requested_posts import judge_to_tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.requested_posts import Answerable
    from service.registry.storing import Reader

ID_NOT_USABLE: Final = "ID_NOT_USABLE"
"""A number cited is unknown, withdrawn, ended or does not cover this post: never told which."""
ID_NOT_SHOWN: Final = "ID_NOT_SHOWN"
"""A number cited may be used for this post, and nobody in the post is behind it."""
CONTENT_NOT_AUTHORIZED: Final = "CONFIDENTIAL_NOT_AUTHORIZED"
"""It holds confidential content; what it cites for that is not there, waits, is over or does not cover it."""
INSTITUTIONAL: Final = "/institutional_id"
NUMBER_SEVERITIES: Final[dict[str, Severity]] = {ID_NOT_USABLE: "block", ID_NOT_SHOWN: "warn"}
MOST_CITED: Final = 100
ACTION: Final = "post_check"
_NOBODY: Final = (Who(person=0),)
_PUBLIC: Final = ("phone", "email")


@dataclass(frozen=True, slots=True)
class PostFinding:
    """Something found in a post: where in its text (code points), or which of the numbers cited beside it."""

    code: str
    severity: Severity
    start: int | None = None
    end: int | None = None
    cited: int | None = None
    """Place among the numbers cited beside the text, from 0."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of a post and the numbers cited beside it, with whom it shows."""

    text: str
    cited: tuple[str, ...]
    asked: Asked


@dataclass(frozen=True, slots=True)
class Cited:
    """One number cited, as it is kept, and where."""

    number: str
    at: PostFinding


def find_in_words(ports: Ports, caption: Caption) -> tuple[PostFinding, ...]:
    """Read the text alone; whom the post shows counts as it was typed, whoever the registry knows."""
    people = caption.asked.people
    beside = [_read(number) for number in caption.cited]
    known = Known(
        named=[who.name for who in people if who.name],
        numbers=[number for number in (*beside, *(who.consent_id for who in people)) if number],
        public=[ports.establishment[key] for key in _PUBLIC if key in ports.establishment],
        unnamed=sum(who.looked_up and who.name is None and who.consent_id is None for who in people),
    )
    found = [
        PostFinding(each.code, each.severity, each.start, each.end)
        for each in read_caption(caption.text, known)
    ]
    mistyped = [place for place, number in enumerate(beside) if number is None]
    return (*found, *(PostFinding(ID_CHECK, "warn", cited=place) for place in mistyped))


def numbers_cited(caption: Caption) -> tuple[Cited, ...]:
    """List the numbers that can be read, in the text and beside it. Raises `Invalid` over the most."""
    found = [
        Cited(each.text, PostFinding("", "warn", each.start, each.end))
        for each in find_in_text(caption.text)
        if each.ok
    ]
    for place, number in enumerate(map(_read, caption.cited)):
        if number is not None:
            found.append(Cited(number, PostFinding("", "warn", cited=place)))
    if len(found) > MOST_CITED:
        raise Invalid(Fault("/text", "TOO_MANY", str(MOST_CITED)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class NumberDesk:
    """Answers of numbers cited in one post, from one view of the registry."""

    ports: Ports
    reader: Reader
    caller: Caller
    asked: Asked

    def find(self, cited: Sequence[Cited], shown: frozenset[str]) -> tuple[PostFinding, ...]:
        """Find numbers that may not be used here, or that nobody is behind whose answer cites `shown`.

        Each number costs the same statements and one access record, whatever it stands for.
        """
        known: dict[str, str | None] = {}
        for each in cited:
            if each.number not in known:
                known[each.number] = self._code(each.number, shown)
        return tuple(
            replace(each.at, code=code, severity=NUMBER_SEVERITIES[code])
            for each in cited
            if (code := known[each.number]) is not None
        )

    def _code(self, number: str, shown: frozenset[str]) -> str | None:
        # A paper and a post are asked for both, so that nothing tells which of them a number is, if any.
        paper = self._decided((Who(consent_id=number),))
        post = self.reader.load_post_cited(number)
        behind = self._decided(tuple(one.again for one in post.people) if post else _NOBODY)
        rests = behind if post else paper
        self._note(rests)
        cite = rests.told.decision.cite
        live = post.is_live if post else number in cite
        if not (live and rests.told.publishable):
            return ID_NOT_USABLE
        covered = number in shown if post is None else not cite or not shown.isdisjoint(cite)
        return None if covered else ID_NOT_SHOWN

    def _decided(self, people: tuple[Who, ...]) -> Answerable:
        asked = Asked(people, self.asked.question)
        found = self.reader.find_files(people)
        return judge_to_tell(asked, found, self.ports.policy.config, self.ports.clock())

    def _note(self, known: Answerable) -> None:
        record = access_record(self.ports, self.caller, known, self.ports.clock(), ACTION)
        self.ports.store.record_access(record)


def blocking(findings: Iterable[PostFinding]) -> tuple[Fault, ...]:
    """Return what to mend before the post can be registered: pointers into the post, never what was typed."""
    return tuple(_fault(one) for one in findings if one.severity == "block")


def _fault(found: PostFinding) -> Fault:
    if found.code == CONTENT_NOT_AUTHORIZED:
        return Fault(INSTITUTIONAL, found.code)
    if found.cited is not None:
        return Fault(f"/consents/{found.cited}", found.code)
    return Fault("/text", found.code, f"{found.start}-{found.end}")


def _read(number: str) -> str | None:
    try:
        return parse(number).text
    except BadIdentifier:
        return None
