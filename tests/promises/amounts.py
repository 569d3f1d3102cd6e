"""How often a promise is put to the test: a little, more with --all, as much as one asks for; and chance."""

import os
from random import Random

from tests.support.parts import wants_everything


def amount(variable: str, usual: int, long: int) -> int:
    """Return what the environment variable asks for, else the long or the usual number."""
    return int(os.environ.get(variable, long if wants_everything() else usual))


def chance_from(seed: int) -> Random:
    """Return a source of chance that is the same each time."""
    return Random(seed)  # noqa: S311 - it says when to act, and keeps no secret
