"""What is recorded of one person is known at once where it counts: in families' files, in others' posts."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from service.registry.errors import Conflict
from service.registry.judging import Asked
from service.registry.loading import file_of
from service.registry.people import change_person
from service.registry.ports import Ports
from service.registry.post_records import PostRecord
from service.registry.protecting import record_placement
from service.registry.publishing import NewPost, check_post, register_post
from service.registry.questions import Who
from service.registry.recording import changing
from service.registry.relations import declare_relation
from service.registry.takedowns import list_takedowns
from tests.families.building import COMMUNICATIONS, LEGAL, Numbers, build, question
from tests.families.oracle import World
from tests.families.test_table import POST, names, town
from tests.support.ports import MovableClock


def settled(ports: Ports, without: str = "", *, placed: bool = True) -> Numbers:
    """The family of the decision, without one tie, or without its placement."""
    world: World = town()
    left_out = tuple(without.split())
    steps = [(what, step) for what, step in world["steps"] if step != left_out]
    world["steps"] = [one for one in steps if placed or one[0] != "place"]
    return build(ports, world)


def shown(numbers: Numbers, text: str) -> NewPost:
    people = tuple(Who(person=numbers[name]) for name in names(text))
    return NewPost(Asked(people, question({**POST, "date": "2026-10-15"})))


def answer(ports: Ports, numbers: Numbers, text: str) -> str:
    return check_post(ports, COMMUNICATIONS, shown(numbers, text)).whole.answer


def cleared(ports: Ports, numbers: Numbers, text: str) -> PostRecord:
    return register_post(ports, COMMUNICATIONS, shown(numbers, text))


def place(ports: Ports, numbers: Numbers, hosted: str) -> None:
    hosts = tuple(numbers[name] for name in names(hosted))
    record_placement(ports, LEGAL, numbers["Lise"], clientele="children", kinship=False, hosts=hosts)


def fallen(ports: Ports) -> list[int]:
    return [post.number for _, post in list_takedowns(ports, COMMUNICATIONS, "open")]


def test_a_placement_takes_down_posts_that_show_neither_child_nor_resource(ports: Ports) -> None:
    numbers = settled(ports, placed=False)
    post, other = cleared(ports, numbers, "Rose, Marc"), cleared(ports, numbers, "Karim, Marc")
    place(ports, numbers, "Léa")
    assert fallen(ports) == [post.number] != [other.number]
    with pytest.raises(Conflict):
        cleared(ports, numbers, "Rose, Marc")


def test_a_relation_takes_down_posts_of_people_it_does_not_name(ports: Ports) -> None:
    numbers = settled(ports, "Marie parent Léa")
    post = cleared(ports, numbers, "Guy, Marc")
    declare_relation(ports, COMMUNICATIONS, numbers["Marie"], "parent", numbers["Léa"])
    assert fallen(ports) == [post.number]


def test_a_foster_parent_is_known_two_steps_away(ports: Ports) -> None:
    numbers = settled(ports, placed=False)
    post = cleared(ports, numbers, "Guy, Marc")
    declare_relation(ports, COMMUNICATIONS, numbers["Lise"], "foster_parent", numbers["Léa"])
    assert fallen(ports) == [post.number]


def test_staff_declared_take_down_their_own_posts(ports: Ports) -> None:
    numbers = settled(ports, "Marc resource_staff Lise")
    post = cleared(ports, numbers, "Rose, Marc")
    declare_relation(ports, COMMUNICATIONS, numbers["Marc"], "resource_staff", numbers["Lise"])
    assert fallen(ports) == [post.number]


def test_a_child_who_leaves_is_forgotten_at_the_fixed_hour_and_one_who_comes_is_known_at_once(
    ports: Ports,
) -> None:
    numbers = settled(ports)
    clock = ports.clock
    assert isinstance(clock, MovableClock)
    waiting = replace(ports, policy=replace(ports.policy, minor_release="07:00"))
    place(waiting, numbers, "")
    assert answer(waiting, numbers, "Rose, Marc") == "no"
    clock.pass_by(days=1)
    assert answer(waiting, numbers, "Rose, Marc") == "yes"
    place(waiting, numbers, "Léa")
    assert answer(waiting, numbers, "Rose, Marc") == "no"


def test_a_birth_date_put_right_reaches_the_files_of_the_family(ports: Ports) -> None:
    numbers = settled(ports)
    grown = date(2000, 1, 1)
    change_person(ports, COMMUNICATIONS, numbers["Léa"], {"birth_date": grown})
    assert answer(ports, numbers, "Rose, Marc") == "yes"
    post = cleared(ports, numbers, "Rose, Marc")
    change_person(ports, COMMUNICATIONS, numbers["Léa"], {"birth_date": date(2017, 3, 1)})
    assert fallen(ports) == [post.number]


def test_what_a_relation_writes_does_not_tell_who_is_placed(
    towns: Callable[[], Ports],
) -> None:
    written = []
    for placed in (True, False):
        ports = towns()
        numbers = settled(ports, "Marie parent Léa", placed=placed)
        before = acts(ports, numbers)
        declare_relation(ports, COMMUNICATIONS, numbers["Marie"], "parent", numbers["Léa"])
        written.append({name: acts(ports, numbers)[name] - before[name] for name in numbers})
    assert written[0] == written[1]
    assert written[0]["Lise"] == written[0]["Marc"] == 0


def acts(ports: Ports, numbers: Numbers) -> Counter[str]:
    with ports.store.reading() as reader:
        return Counter({name: len(reader.history(number)) for name, number in numbers.items()})


def test_a_group_refused_for_what_it_tells_reads_like_any_matter_for_legal(ports: Ports) -> None:
    numbers = settled(ports)
    found = check_post(ports, COMMUNICATIONS, shown(numbers, "Rose, Karim, Marc"))
    assert (found.whole.answer, found.whole.reasons) == ("no", ("CONSENT_OK", "LEGAL_REVIEW"))
    assert [one.answer for one in found.each] == ["no", "yes", "no"]


def test_a_newcomer_stays_one_when_only_a_relative_was_decided_on(ports: Ports) -> None:
    numbers = settled(ports, placed=False)
    with changing(ports, COMMUNICATIONS) as change:
        newcomer = replace(file_of(change.writer, numbers["Rose"]).person, unconfirmed=True)
        change.put("person_changed", newcomer.number, newcomer)
    place(ports, numbers, "Léa")
    with ports.store.reading() as reader:
        file = file_of(reader, newcomer.number)
    assert (file.person, file.legal.resources[-1].hosted) == (newcomer, True)


@pytest.mark.parametrize(("rule", "until"), [("march_1", date(2030, 3, 1)), ("feb_28", date(2030, 2, 28))])
def test_families_know_by_the_rule_of_the_house_when_who_was_born_on_a_leap_day_is_of_age(
    ports: Ports, rule: str, until: date
) -> None:
    config = replace(ports.policy.config, feb29_rule=rule)
    ports = replace(ports, policy=replace(ports.policy, config=config))
    numbers = settled(ports)
    change_person(ports, COMMUNICATIONS, numbers["Léa"], {"birth_date": date(2012, 2, 29)})
    with ports.store.reading() as reader:
        marie = file_of(reader, numbers["Marie"]).legal
    assert [one.until for one in marie.kin if one.child == numbers["Léa"]][-1] == until
    assert [one.until for one in marie.resources if one.child == numbers["Léa"]][-1] == until
