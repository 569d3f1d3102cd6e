"""Who a command acts for: the user of the token in AVAL_TOKEN, or in the file that AVAL_TOKEN_FILE names."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from service.registry.accounts import token_caller

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.ports import Ports

NOT_AUTHENTICATED: Final = 4
MEND: Final = "aval: this needs a token: put one in AVAL_TOKEN, or its file's name in AVAL_TOKEN_FILE"


def acting_caller(ports: Ports) -> Caller:
    """Return who the token stands for; without a good one, say how to give one and end with code 4."""
    caller = token_caller(ports, token_given(), "command")
    if caller is None:
        click.echo(MEND, err=True)
        sys.exit(NOT_AUTHENTICATED)
    return caller


def token_given() -> str:
    """Return the token of the environment or of its file; empty when there is none."""
    secret, file = os.environ.get("AVAL_TOKEN", ""), os.environ.get("AVAL_TOKEN_FILE", "")
    if not secret and file and Path(file).is_file():
        secret = Path(file).read_text("utf-8")
    return secret.strip()
