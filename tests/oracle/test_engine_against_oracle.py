"""The engine and the oracle answer alike: verdict, reasons, conditions, numbers to cite, dates, views."""

import pytest
from hypothesis import given, settings

from tests.oracle.cases import cases, seeded_case
from tests.oracle.engine import differing, engine_answer
from tests.oracle.oracle import judge
from tests.oracle.scene import Facts
from tests.oracle.sentences.builder import Sentence
from tests.oracle.test_sentences import NAMES, SENTENCES, differences
from tests.support.parts import wants_everything

BATCH = 500 if wants_everything() else 30
BATCHES = 20 if wants_everything() else 10


def check_they_agree(case: Facts) -> None:
    assert differing(judge(case), engine_answer(case)) == [], case


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_engine_answers_random_cases_like_the_oracle(batch: int) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        check_they_agree(seeded_case(seed))


@settings(max_examples=400 if wants_everything() else 60)
@given(cases())
def test_the_engine_answers_any_case_like_the_oracle(case: Facts) -> None:
    check_they_agree(case)


@pytest.mark.parametrize("sentence", SENTENCES, ids=NAMES)
def test_the_engine_says_what_the_sentence_says(sentence: Sentence) -> None:
    assert differences(sentence, engine_answer(sentence.case)) == []
