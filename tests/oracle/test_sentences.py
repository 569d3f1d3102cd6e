"""Each settled sentence of the rules, against the oracle."""

import pytest

from tests.oracle.oracle import judge
from tests.oracle.sentences import (
    death,
    exceptions,
    groups,
    orders,
    papers,
    protection,
    reviews,
    signing,
    walking,
)
from tests.oracle.sentences.builder import Facts, Sentence

TOPICS = (walking, exceptions, groups, reviews, signing, papers, orders, protection, death)
SENTENCES = [sentence for topic in TOPICS for sentence in topic.SENTENCES]


def differences(sentence: Sentence, answer: Facts) -> list[str]:
    """What in this answer is not what the sentence asks for."""
    reasons, shown = set(answer["reasons"]), answer["communications"]["reasons"]
    found = [f"verdict {answer['verdict']}"] if answer["verdict"] != sentence.verdict else []
    found += [f"lacks {code}" for code in sentence.reasons.split() if code not in reasons]
    found += [f"has {code}" for code in sentence.without.split() if code in reasons]
    found += [f"{key} is {answer[key]}" for key, value in sentence.exact.items() if answer[key] != value]
    if sentence.shown is not None and set(sentence.shown.split()) != set(shown):
        found.append(f"communications sees {shown}")
    return found


NAMES = [f"{number} {sentence.words}" for number, sentence in enumerate(SENTENCES)]


@pytest.mark.parametrize("sentence", SENTENCES, ids=NAMES)
def test_the_oracle_says_what_the_sentence_says(sentence: Sentence) -> None:
    assert differences(sentence, judge(sentence.case)) == []
