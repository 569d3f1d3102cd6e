"""The publishers' limit is the same for all publishers, and for nobody else."""

import pytest

from service.http.limiter import PublisherLimit
from service.http.problems import problem_of
from service.http.refusals import RateLimited
from service.registry.account_records import Caller


def caller(role: str, user: int = 1) -> Caller:
    return Caller(user, "someone", role, "api")


def test_the_question_after_the_last_is_refused_and_told_when_to_come_back() -> None:
    limit = PublisherLimit(3)
    for _ in range(3):
        limit.count(caller("publisher"))
    with pytest.raises(RateLimited) as refused:
        limit.count(caller("publisher"))
    answer = problem_of(refused.value)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 60


def test_each_publisher_has_a_count_of_their_own() -> None:
    limit = PublisherLimit(1)
    limit.count(caller("publisher", 1))
    limit.count(caller("publisher", 2))


@pytest.mark.parametrize("role", ["communications", "legal"])
def test_others_are_not_counted(role: str) -> None:
    limit = PublisherLimit(1)
    for _ in range(5):
        limit.count(caller(role))


def test_off_counts_nobody() -> None:
    limit = PublisherLimit(None)
    for _ in range(200):
        limit.count(caller("publisher"))
