"""A declared situation in words: its card in the list, its summary, the posts it is about."""

from __future__ import annotations

from dataclasses import dataclass

from service.registry.incident_records import IncidentRecord
from service.registry.incident_reports import spoken
from service.registry.incidents import PAGE
from service.registry.post_records import PostRecord
from service.web.rendering import hyphenated
from service.web.showing import Line, all_of, moment_of
from service.web.visits import Visit

GROUPS = ("unsorted", "confidentiality", "quality", "closed")
LOOKS = {"unsorted": "wait", "confidentiality": "bad", "quality": "wait", "closed": "calm"}


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """A situation as its list shows it."""

    path: str
    group: str
    number: str
    tag: str
    line: str
    what: str

    @property
    def look(self) -> str:
        """Return the colour of its tag."""
        return LOOKS[self.group]


@dataclass(frozen=True, slots=True)
class LinkedPost:
    """A post that a situation is about; nothing of whom it shows."""

    ref: str
    number: str
    state: str
    channels: str
    url: str
    removable: bool


def group_of(incident: IncidentRecord) -> str:
    """Tell where a situation stands in the list."""
    if incident.state == "closed":
        return "closed"
    return incident.kind if incident.sorted_at is not None else "unsorted"


def card_of(visit: Visit, incident: IncidentRecord) -> IncidentCard:
    """Show a situation in one card."""
    words, group = visit.words, group_of(incident)
    when = moment_of(words, incident.made_at, visit.ports.time_zone)
    about = words(f"declare.about.{incident.about}")
    return IncidentCard(
        path=f"{PAGE}/{visit.seal('incident', incident.number)}",
        group=group,
        number=spoken(incident.mark),
        tag=kind_of(visit, incident),
        line=words("incidents.card", about=about, moment=when),
        what=incident.what,
    )


def kind_of(visit: Visit, incident: IncidentRecord) -> str:
    """Say what it is; of one that nobody sorted, what was declared."""
    words = visit.words
    kind = words(f"incident.kind.{incident.kind}")
    if incident.kind and incident.sorted_at is None:
        return words("incident.kind.said", kind=kind)
    return kind


def lines_of(visit: Visit, incident: IncidentRecord, names: dict[int, str]) -> list[Line]:
    """Say what was declared, by whom, and who sorted and closed it."""
    words, zone, none = visit.words, visit.ports.time_zone, visit.words("incident.none")

    def by(name: str, at: object) -> str:
        return words("incident.by", name=name, moment=at)

    when = moment_of(words, incident.made_at, zone)
    declared = words("incident.declared.public", moment=when)
    if incident.made_by:
        declared = words("incident.declared.user", moment=when, name=names.get(incident.made_by, ""))
    lines = [
        (words("incident.kind"), kind_of(visit, incident)),
        (words("incident.declared"), declared),
        (words("incident.about"), words(f"declare.about.{incident.about}")),
        (words("incident.what"), incident.what),
        (words("incident.when"), incident.when),
        (words("incident.where"), incident.where or none),
        (words("incident.who"), incident.who or none),
        (words("incident.contact"), incident.contact or none),
    ]
    if incident.sorted_at is not None:
        at = moment_of(words, incident.sorted_at, zone)
        lines.append((words("incident.sorted"), by(names.get(incident.sorted_by or 0, ""), at)))
    if incident.closed_at is not None:
        at = moment_of(words, incident.closed_at, zone)
        lines.append((words("closing.closed"), by(names.get(incident.closed_by or 0, ""), at)))
        lines.append((words("closing.outcome"), incident.outcome))
    return lines


def linked_posts(visit: Visit, posts: tuple[PostRecord, ...]) -> list[LinkedPost]:
    """Show the posts a situation is about."""
    words = visit.words
    return [
        LinkedPost(
            ref=visit.seal("post", post.number),
            number=hyphenated(post.citation),
            state=words(f"post.state.{post.state}"),
            channels=all_of(words, "channel.", post.question.channels),
            url=post.url or "",
            removable=post.state in {"cleared", "published"},
        )
        for post in posts
    ]
