"""What a command says when it cannot do what was asked: one line, how to mend it, and the exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

FAILED: Final = 1


def say_what_to_mend(run: Callable[[], object]) -> int:
    """Run a command; return its exit code."""
    try:
        result = run()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Abort:
        return FAILED
    except SystemExit as end:
        return int(end.code or 0)
    except Exception as error:
        mend = _mend(error)
        if mend is None:
            raise
        sys.stderr.write(f"aval: {mend}\n")
        return FAILED
    return result if isinstance(result, int) else 0


def _mend(error: Exception) -> str | None:
    """Return the sentence for a refusal we know; None for a fault of ours."""
    code = getattr(error, "code", None)
    hint = getattr(error, "mend", "")
    faults = "; ".join(
        f"{one.pointer} {one.code} {one.detail}".strip() for one in getattr(error, "faults", ())
    )
    known = [part for part in (str(code or error), faults, hint) if part]
    return " - ".join(known) if code or hint else None
