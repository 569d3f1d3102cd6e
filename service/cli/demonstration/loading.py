"""Loads the establishment through the use cases alone; what is there already is not done again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service import wiring
from service.cli.demonstration.casting import cast_of
from service.cli.demonstration.conduct import load_conduct
from service.cli.demonstration.events import load_events
from service.cli.demonstration.house import write_words
from service.cli.demonstration.incidents import load_incidents
from service.cli.demonstration.legal import load_checks, load_protection
from service.cli.demonstration.logins import logins_text
from service.cli.demonstration.papers import load_endings, load_papers
from service.cli.demonstration.people import load_circumstances, load_people
from service.cli.demonstration.posts import load_posts, load_readings, load_requests, load_takedowns
from service.cli.demonstration.progress import progress_for_terminal
from service.cli.demonstration.stage import loaded_files, refuse_others, set_stage
from service.cli.demonstration.users import load_users
from service.cli.operating import opened
from service.registry.moments import IMMEDIATE, today

if TYPE_CHECKING:
    from service.registry.ports import Ports

PARTS = (
    load_people,
    load_circumstances,
    load_papers,
    load_protection,
    load_checks,
    load_posts,
    load_readings,
    load_requests,
    load_endings,
    load_takedowns,
    load_events,
    load_incidents,
    load_conduct,
)
"""In this order: an opening comes after what closes, and a withdrawal after the posts it takes down."""


def load_demonstration() -> str:
    """Load what is not there yet, say so with a file, return the logins. Raises `ForeignPeople`."""
    with opened() as (settings, ports):
        cast = cast_of(today(ports))
        mark = wiring.demonstration_file(settings)
        write_words(wiring.establishment_file(settings))
        if not mark.exists():
            refuse_others(ports, cast)
            _load(replace(ports, policy=replace(ports.policy, minor_release=IMMEDIATE)))
            mark.touch(mode=0o600)
        return logins_text(loaded_files(ports, cast))


def _load(ports: Ports) -> None:
    stage = set_stage(ports, load_users(ports), progress_for_terminal())
    for part in PARTS:
        part(stage)
