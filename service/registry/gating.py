"""The gate: may this content be published? Asked by the program that publishes, with the numbers it cites.

People are named by numbers alone, those of the text and those beside it; each is asked about as any person of
a post is (`check_post`), and what is found in the text is what it finds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.cited_ids import find_in_text
from service.domain.identifiers import BadIdentifier, parse
from service.registry.checking import CANNOT_TELL, UNREADABLE
from service.registry.cited_posts import people_cited
from service.registry.gate_links import keep_for_page
from service.registry.judging import Asked
from service.registry.permissions import check_may
from service.registry.post_findings import PostFinding
from service.registry.publishing import CLEAR, NewPost, PostAnswer, check_post
from service.registry.questions import Who

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.gated_content import Content
    from service.registry.ports import Ports
    from service.registry.questions import Answer

NOT_SAID: Final = PostFinding("PEOPLE_NOT_SAID", "block")
"""No number is cited, and nobody says that no one can be recognised."""
CONTRADICTED: Final = PostFinding("PEOPLE_CONTRADICTED", "block")
"""It is said that no one can be recognised, and numbers are cited all the same."""
UNSAID: Final = (NOT_SAID, CONTRADICTED)
FORBIDDEN: Final = frozenset({"HEALTH_INSURANCE_NUMBER", "SOCIAL_INSURANCE_NUMBER"})


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """Whether it may go out; what stands in its text; and where a person can mend it, unless it may."""

    answer: Answer
    findings: tuple[PostFinding, ...]
    post: PostAnswer
    mend: str | None

    @property
    def is_clear(self) -> bool:
        """Tell whether it may be published."""
        return self.answer in CLEAR


def answer_gate(ports: Ports, caller: Caller, content: Content) -> GateAnswer:
    """Answer for content that is about to be published; the same records are kept as for any post."""
    check_may(caller, "publish")
    numbers = cited_numbers(content)
    post = check_post(ports, caller, _post(ports, content, numbers))
    findings = (*_said(content, numbers), *post.findings)
    answer = _answer(post.whole.answer, findings)
    mend = None if answer in CLEAR else _mend(ports, content, numbers, findings)
    return GateAnswer(answer, findings, post, mend)


def cited_numbers(content: Content) -> tuple[str, ...]:
    """List the numbers cited, each once: those beside the text, then those in it, mistyped ones too."""
    found = [one.text for one in find_in_text(content.text)]
    return tuple(dict.fromkeys([_plain(number) for number in (*content.numbers, *found)]))


def _plain(number: str) -> str:
    try:
        return parse(number).text
    except BadIdentifier:
        return number


def _said(content: Content, numbers: tuple[str, ...]) -> tuple[PostFinding, ...]:
    if content.nobody and numbers:
        return (CONTRADICTED,)
    return () if content.nobody or numbers else (NOT_SAID,)


def _answer(answer: Answer, findings: tuple[PostFinding, ...]) -> Answer:
    """What blocks is a no; else a question that says of nobody, or two things, cannot be answered."""
    blocks = [one for one in findings if one.severity == "block"]
    if any(one not in UNSAID for one in blocks):
        return "no"
    return CANNOT_TELL if blocks else answer


def _mend(ports: Ports, content: Content, numbers: tuple[str, ...], findings: tuple[PostFinding, ...]) -> str:
    forbidden = any(one.code in FORBIDDEN for one in findings)
    return keep_for_page(ports, replace(content, text="") if forbidden else content, numbers)


def _post(ports: Ports, content: Content, numbers: tuple[str, ...]) -> NewPost:
    visible = content.visible_count
    if numbers:
        people = people_cited(ports, content, numbers)
    elif content.nobody:
        # One who cannot be recognised stands for nobody: whoever is seen besides is one too many.
        people = (Who(not_identifiable=True),)
        visible = None if visible is None else visible + 1
    else:
        people = (Who(consent_id=UNREADABLE),)
    return NewPost(
        Asked(people, content.question, visible),
        content.text,
        media=content.media,
        cited=content.numbers,
        confidential=content.confidential,
        institutional=content.institutional,
    )
