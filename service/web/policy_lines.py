"""Versions of policies in words: their cards, their facts, their differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.registry.moments import today
from service.registry.policies import NAMES, standing_of
from service.registry.policy_contents import ACTIONS, PolicyContent
from service.web.showing import Line, all_of, day_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.registry.policies import ShownPolicy
    from service.registry.policy_records import PolicyRecord
    from service.web.visits import Guest, Visit

PAGE: Final = "/politiques"
LOOKS: Final = {"draft": "wait", "coming": "calm", "in_force": "good", "replaced": "calm"}


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """One version as the list shows it."""

    path: str
    title: str
    version: int
    standing: str
    starts: str

    @property
    def look(self) -> str:
        """Return the colour of how it stands."""
        return LOOKS[self.standing]


@dataclass(frozen=True, slots=True)
class PolicyShelf:
    """The versions of one text: those that count or will, and those that were replaced."""

    name: str
    current: tuple[PolicyCard, ...]
    earlier: tuple[PolicyCard, ...]


def shelves(visit: Visit, known: Sequence[PolicyRecord]) -> list[PolicyShelf]:
    """Sort the versions by text."""
    cards = [(one.name, policy_card(visit, one, known)) for one in known]
    return [
        PolicyShelf(
            name,
            tuple(card for of, card in cards if of == name and card.standing != "replaced"),
            tuple(card for of, card in cards if of == name and card.standing == "replaced"),
        )
        for name in NAMES
    ]


def policy_card(visit: Visit, one: PolicyRecord, known: Sequence[PolicyRecord]) -> PolicyCard:
    """Show one version in one card."""
    standing = standing_of(one, known, today(visit.ports))
    starts = day_of(visit.words, one.starts_on)
    return PolicyCard(path_of(visit, one), one.title, one.version, standing, starts)


def path_of(visit: Visit, one: PolicyRecord) -> str:
    """Return the address of a version."""
    return f"{PAGE}/{visit.seal('policy', one.number)}"


def policy_facts(guest: Guest, record: PolicyRecord) -> list[Line]:
    """Say from when it counts and what changed, as whoever was sent it reads it."""
    words = guest.words
    return [
        (words("policy.starts"), day_of(words, record.starts_on)),
        (words("policy.changed"), record.changed or words("policy.changed.first")),
    ]


def policy_lines(visit: Visit, shown: ShownPolicy) -> list[Line]:
    """Say the same, who must read it, and who wrote and approved it."""
    words, record, zone = visit.words, shown.record, visit.ports.time_zone
    concerned = all_of(words, "policy.concerns.", record.concerns) or words("policy.concerns.nobody")
    made = moment_of(words, record.made_at, zone)
    name = shown.names.get(record.made_by, "")
    lines = [
        *policy_facts(visit, record),
        (words("policy.concerns"), concerned),
        (words("policy.drafted"), words("policy.by", name=name, moment=made)),
    ]
    if record.approved_at is not None:
        name = shown.names.get(record.approved_by or 0, "")
        at = moment_of(words, record.approved_at, zone)
        lines.append((words("policy.approved"), words("policy.by", name=name, moment=at)))
    return lines


def moderation_lists(content: PolicyContent) -> list[tuple[str, tuple[str, ...]]]:
    """Give the words and behaviours of each action, for a list; nothing for a text."""
    return [(action, content.of_action(action)) for action in ACTIONS] if content.lines else []
