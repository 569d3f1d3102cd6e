"""A process that is killed between handing a courriel over and noting that it did.

`python -m tests.notices.killed DATABASE_URL SMTP_URL NOW`: the moment in ISO form.
"""

import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from service.notices.post import Post
from service.notices.smtp import read_smtp_address
from service.registry.delivering import do_courriel
from service.registry.job_records import JobRecord
from service.registry.jobs import Doing
from service.registry.ports import Ports
from service.storage.opening import open_store
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import KEK
from tests.support.work import do_due_jobs


def send_and_die(ports: Ports, job: JobRecord) -> None:
    """Send, and be killed before another statement runs."""
    do_courriel(ports, job)
    os.kill(os.getpid(), signal.SIGKILL)


def main(database: str, smtp: str, now: str) -> None:
    """Do what is due, up to the kill."""
    clock = MovableClock(datetime.fromisoformat(now))
    ports = make_ports(open_store(database, KEK), Path.cwd(), clock)
    post = Post("https://aval.test", {}, clock, read_smtp_address(smtp))
    do_due_jobs(replace(ports, messenger=post), {"courriel": Doing(send_and_die)})


if __name__ == "__main__":
    main(*sys.argv[1:])
