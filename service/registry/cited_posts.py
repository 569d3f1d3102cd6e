"""The number of a registered post, cited in content: it stands for that post's people, and there alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.cited_ids import find_in_text
from service.domain.names import fold_words
from service.registry.questions import Who

if TYPE_CHECKING:
    from service.registry.gated_content import Content
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord

_NUMBER: Final = "\0"
_MENTION: Final = re.compile(
    rf"(?:\bauthori[sz]ations?|\bautorisations?)?\s*:?\s*{_NUMBER}(?:\s*,\s*{_NUMBER})*(?:\s*\([^()\n]{{0,60}}\))?",
    re.IGNORECASE,
)
"""« Autorisation 1K7F-3M9X-4T8B-2QDY (vérifiée le 13 octobre 2026) », in both languages."""


def people_cited(ports: Ports, content: Content, numbers: tuple[str, ...]) -> tuple[Who, ...]:
    """Name whom the numbers stand for. A post's own number, cited in other content, finds nobody.

    Every number is looked for among posts, whatever it is: the registry does the same work for each.
    """
    people: list[Who] = []
    with ports.store.reading() as reader:
        posts = [reader.load_post_cited(number) for number in numbers]
    for number, post in zip(numbers, posts, strict=True):
        people += _people_of(post) if post and _is_of(post, content) else [Who(consent_id=number)]
    return tuple(dict.fromkeys(people))


def _is_of(post: PostRecord, content: Content) -> bool:
    """Tell whether content is that post: the same text but for the mention, what it is, where it goes."""
    asked = content.question
    return (
        post.is_live
        and post.question.medium == asked.medium
        and post.question.purpose == asked.purpose
        and set(asked.channels) <= set(post.question.channels)
        and _words_of(post.text) == _words_of(content.text)
    )


def _people_of(post: PostRecord) -> list[Who]:
    """Name each person of a post again: by a number it cites for them, or as they were, if not looked up."""
    return [
        replace(one.again, consent_id=one.cite[0], person=None) if one.cite else one.again
        for one in post.people
    ]


def _words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without the numbers it cites and the mention around them."""
    for found in reversed(find_in_text(text)):
        text = f"{text[: found.start]}{_NUMBER}{text[found.end :]}"
    return fold_words(_MENTION.sub(" ", text))
