"""Names for lists of tasks and files, read together under one access record; and names of colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.permissions import check_may
from service.registry.recording import note_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports


def files_named(ports: Ports, caller: Caller, numbers: Iterable[int], action: str) -> dict[int, File]:
    """Read the files of a list by person number; those that are gone are left out."""
    check_may(caller, "read_people")
    with ports.store.reading() as reader:
        read = {number: reader.load_file(number) for number in dict.fromkeys(numbers)}
    files = {number: file for number, file in read.items() if file is not None}
    note_view(ports, caller, action, tuple(files.values()))
    return files


def users_named(ports: Ports, caller: Caller, numbers: Iterable[int]) -> dict[int, str]:
    """Return the names of users by number, for whoever decides on files: who entered, who verified."""
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        users = [reader.load_user(number) for number in dict.fromkeys(numbers)]
    return {user.number: user.name for user in users if user is not None}


def staff_named(ports: Ports, caller: Caller) -> dict[int, str]:
    """Return the names of all users by number, for whoever reads who did what."""
    check_may(caller, "read_break_glass")
    with ports.store.reading() as reader:
        return {user.number: user.name for user in reader.list_users()}
