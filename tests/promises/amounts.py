"""How often a promise is put to the test: a little, more with --all, as much as one asks for; and chance.

In full: `AVAL_LONG=1 AVAL_PAIRS=10000 AVAL_RACES=5000 AVAL_KILLS=200 scripts/test tests/promises`; each
number counts for each kind of database, and `-k sqlite` or `-k postgres` chooses one.
"""

import os
from random import Random

from tests.support.parts import wants_everything


def amount(variable: str, usual: int, long: int) -> int:
    """Return what the environment variable asks for, else the long or the usual number."""
    return int(os.environ.get(variable, long if wants_everything() else usual))


def chance_from(seed: int) -> Random:
    """Return a source of chance that is the same each time."""
    return Random(seed)  # noqa: S311 - it says when to act, and keeps no secret
