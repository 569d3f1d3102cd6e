"""Clearances, bound to all of a post and ended in time; names in a text, one for each person unnamed."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.captions.reading import Known, read_caption
from service.registry.account_records import Caller
from service.registry.clearances import LASTS, check_clearance, make_clearance
from service.registry.errors import Conflict
from service.registry.judging import Asked
from service.registry.ports import Ports
from service.registry.publishing import NewPost
from service.registry.questions import Question, Who
from service.storage.references import KeyedReferences

NOW = datetime(2026, 10, 13, 18, 5, tzinfo=UTC)
CALLER = Caller(3, "Ana", "publisher", "api", "fr")
REFERENCES = KeyedReferences(bytes(range(32)))


@dataclass(frozen=True, slots=True)
class At:
    """What clearances use of the ports: sealed references and the clock."""

    now: datetime
    references: KeyedReferences = REFERENCES

    def clock(self) -> datetime:
        return self.now


def at(moment: datetime) -> Ports:
    return cast("Ports", At(moment))


texts = st.text(max_size=40)
people = st.builds(Who, name=texts, staff_number=texts) | st.builds(
    Who, unregistered=st.just(value=True), role=st.sampled_from(("visitor", "media")), adult=st.booleans()
)
questions = st.builds(
    Question,
    medium=st.sampled_from(("photo", "video")),
    channels=st.lists(st.sampled_from(("facebook", "print")), min_size=1).map(tuple),
    purpose=st.just("information"),
    on=st.dates(date(2026, 10, 13), date(2026, 12, 1)),
    activity=st.none() | texts,
)
posts = st.builds(
    NewPost,
    asked=st.builds(Asked, st.lists(people, max_size=3).map(tuple), questions, st.none() | st.integers(0, 9)),
    text=texts,
    cited=st.lists(texts, max_size=2).map(tuple),
)


@given(posts, posts, st.timedeltas(timedelta(), LASTS))
def test_a_clearance_is_of_one_post_until_its_end(one: NewPost, other: NewPost, later: timedelta) -> None:
    clearance = make_clearance(at(NOW), CALLER, one.cleared, NOW + LASTS)
    check_clearance(at(NOW + later), CALLER, one.cleared, clearance)
    check_clearance(at(NOW), CALLER, replace(one, account="Page", planned_at=NOW).cleared, clearance)
    if one.cleared != other.cleared:
        refused(NOW, CALLER, other, clearance)
    refused(NOW + LASTS + timedelta(seconds=1), CALLER, one, clearance)
    refused(NOW, replace(CALLER, user=4), one, clearance)
    refused(NOW, replace(CALLER, role="legal"), one, clearance)


@given(posts, st.text(max_size=60))
def test_no_other_text_is_a_clearance(post: NewPost, text: str) -> None:
    refused(NOW, CALLER, post, text)


def refused(now: datetime, caller: Caller, post: NewPost, clearance: str) -> None:
    with pytest.raises(Conflict) as error:
        check_clearance(at(now), caller, post.cleared, clearance)
    assert error.value.code == "CLEARANCE_INVALID"


GIVEN = ("Zoé Tremblay", "Ana Roy", "Éva Côté", "Luc Gagnon", "Noé Arsenault")


@given(st.lists(st.sampled_from(GIVEN), max_size=5, unique=True), st.integers(0, 6))
def test_each_person_chosen_without_a_name_can_have_one_in_the_text(names: list[str], unnamed: int) -> None:
    text = "Merci à " + ", à ".join(names)
    found = read_caption(text, Known(unnamed=unnamed))
    assert bool(found) == (len(names) > unnamed)
    assert all((one.severity == "block") == (unnamed == 0) for one in found)
