"""Registers the people, what is declared of them, and who they are to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.people import (
    NewPerson,
    part_people,
    record_capacity,
    record_death,
    record_minority,
    register_person,
)
from service.registry.people_records import Names
from service.registry.relations import declare_relation
from service.registry.signals import report_signal

if TYPE_CHECKING:
    from service.cli.demonstration.cast import Character
    from service.cli.demonstration.stage import Stage
    from service.registry.files import File


def load_people(stage: Stage) -> None:
    """Register whoever is not there yet."""
    new = [one for one in stage.cast if one.known_as not in stage.files]
    for one in stage.progress.over(new, "Personnes fictives"):
        register_person(stage.ports, stage.callers["communications"], _new(one))
    stage.look()


def load_circumstances(stage: Stage) -> None:
    """Declare relations, capacity, what is known of minors, deaths, namesakes apart, signs reported."""
    for one in stage.progress.over(stage.cast, "Situations"):
        file = stage.files[one.known_as]
        _relate(stage, one, file)
        _declare(stage, one, file)
        _report(stage, one, file)
    stage.look()


def _new(one: Character) -> NewPerson:
    return NewPerson(
        Names(one.name, others=one.others),
        one.roles,
        birth_date=one.born,
        adult_attested=one.born is None,
        language=one.language,
        email=one.email,
        phone=one.phone,
        staff_number=one.staff_number,
        in_public_function=any(period.role == "public_figure" for period in one.roles),
    )


def _relate(stage: Stage, one: Character, file: File) -> None:
    caller, number = stage.callers["communications"], file.person.number
    known = {(relation.kind, relation.to) for relation in file.person.relations}
    for kind, key in one.relations:
        if (kind, stage.number(key)) not in known:
            declare_relation(stage.ports, caller, number, kind, stage.number(key))
    if one.parted_from and not file.person.parted_from:
        part_people(stage.ports, caller, number, stage.number(one.parted_from))


def _declare(stage: Stage, one: Character, file: File) -> None:
    caller, person = stage.callers["communications"], file.person
    if one.capacity and person.capacity != one.capacity:
        record_capacity(stage.ports, caller, person.number, one.capacity)
    if one.minority and person.minority != one.minority:
        record_minority(stage.ports, caller, person.number, one.minority)
    if one.died is not None and person.deceased is None:
        record_death(stage.ports, caller, person.number, stage.day(one.died))


def _report(stage: Stage, one: Character, file: File) -> None:
    if one.signal and not file.legal.signals:
        report_signal(stage.ports, stage.callers["communications"], file.person.number, one.signal)
