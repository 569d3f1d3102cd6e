"""A worker that is killed in the middle of the morning's walk over live posts.

`python -m tests.registry.review_killed DATABASE_URL NOW BATCHES`: killed before the batch after so many.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from service.registry import post_batches, post_review
from service.registry.jobs import Doing
from service.storage.opening import open_store
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import KEK
from tests.support.work import do_due_jobs


def main(database: str, now: str, batches: str) -> None:
    """Walk, and be killed inside a transaction that has listed something and is not kept."""
    left, keep = int(batches), post_batches.keep_batch

    def keep_and_die(*given: object) -> post_batches.BatchKept:
        nonlocal left
        kept = keep(*given)  # type: ignore[arg-type] # as given
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return kept

    post_batches.BATCH = 5  # type: ignore[misc] # a walk of many batches
    vars(post_review)["keep_batch"] = keep_and_die
    clock = MovableClock(datetime.fromisoformat(now))
    ports = make_ports(open_store(database, KEK), Path.cwd(), clock)
    do_due_jobs(ports, {post_review.WALK.kind: Doing(post_review.do_posts_review, long=True)})


if __name__ == "__main__":
    main(*sys.argv[1:])
