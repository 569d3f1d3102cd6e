"""Scans that no one hands in at a screen: from the watched folder, and by command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.registry.account_records import Caller
from service.registry.accounts import add_user, operator
from service.registry.intake import JOB, NOBODY, list_scans, receive_scan
from service.registry.intake_reading import LEASE, do_read_scan

if TYPE_CHECKING:
    from service.registry.intake import Received
    from service.registry.ports import Ports
    from service.registry.scan_records import ScannedFormRecord

FOLDER_USER: Final = "Dossier surveillé"
ROLE: Final = "communications"


def receive_from_folder(ports: Ports, name: str, content: bytes) -> bool:
    """Keep a file as the watched folder's own user; True once it was read back as it was."""
    received = receive_scan(ports, folder_caller(ports), name, content)
    return ports.blobs.get(NOBODY, received.file.original.blob) == content


def folder_caller(ports: Ports) -> Caller:
    """Return the technical user that the folder acts as; made at its first file."""
    with ports.store.reading() as reader:
        users = reader.list_users()
    user = next((one for one in users if one.name == FOLDER_USER and not one.email), None)
    if user is None:
        user = add_user(ports, operator(), FOLDER_USER, (ROLE,))
    return Caller(user.number, user.name, ROLE, "folder")


def read_at_once(ports: Ports, caller: Caller, received: Received) -> tuple[ScannedFormRecord, ...]:
    """Have a file read now rather than by the server; return what it left to deal with, the file included."""
    number = str(received.file.number)
    with ports.store.reading() as reader:
        jobs = [job for job in reader.list_jobs() if job.kind == JOB and job.details["file"] == number]
    for job in jobs:
        with ports.store.writing() as writer:  # so that the server does not read it too
            writer.put_job(replace(job, due_at=ports.clock() + LEASE))
        if do_read_scan(ports, job) is None:
            with ports.store.writing() as writer:
                writer.end_job(job.number)
    digest = received.file.original.sha256
    return tuple(one for one in list_scans(ports, caller, None) if one.original.sha256 == digest)
