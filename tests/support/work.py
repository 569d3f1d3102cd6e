"""Doing by hand what a server's workers do: all that is due, one after the other."""

from service.registry.jobs import Doings, do_job, take_job
from service.registry.ports import Ports


def do_due_jobs(ports: Ports, doings: Doings) -> int:
    """Do all that is due; return how many were taken up."""
    done = 0
    while (job := take_job(ports, doings)) is not None:
        do_job(ports, doings, job)
        done += 1
    return done
