"""`aval form print`: forms on paper, blank or prepared for one person."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from service import wiring
from service.cli.acting import acting_caller
from service.cli.operating import opened
from service.registry.forms import BLANKS
from service.registry.print_jobs import Order
from service.registry.printing import print_blank, print_for
from service.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


WORTH_A_BAR: Final = 5
NOT_TAGGED: Final = (
    "To fill in on screen: this file claims neither PDF/UA nor PDF/A (its fields' font is not embedded)."
)


def order_of(given: Mapping[str, Any]) -> Order:
    """Make an order of the options given; no language: the person's, else French."""
    return Order(**given)


def print_to(order: Order, person: str | None, out: Path) -> None:
    """Print and write the file; what people should know besides is said on stderr."""
    with _progress(order) as progress:
        content = _for_person(order, person, progress) if person else _blank(order, progress)
    out.write_bytes(content)
    if order.fillable:
        click.echo(NOT_TAGGED, err=True)


def _blank(order: Order, progress: Callable[[int], None]) -> bytes:
    press = wiring.open_press(load_settings())
    _warn(press.establishment)
    return print_blank(press, order, progress)


def _for_person(order: Order, person: str, progress: Callable[[int], None]) -> bytes:
    with opened() as (_, ports):
        caller = acting_caller(ports)
        number, _ = ports.references.open("person", person)
        _warn(ports.establishment)
        return print_for(ports, caller, number, order, progress)


def _warn(establishment: Mapping[str, str]) -> None:
    missing = [blank for blank in BLANKS if blank not in establishment]
    if missing:
        click.echo(
            f"Left as lines to write on: {', '.join(missing)}. To have them printed, write them in"
            " establishment.toml in AVAL_DATA_DIR.",
            err=True,
        )


@contextmanager
def _progress(order: Order) -> Iterator[Callable[[int], None]]:
    """Show how far a batch is, on a terminal's stderr."""
    if order.copies < WORTH_A_BAR:
        yield lambda _: None
        return
    with click.progressbar(length=order.copies, label=order.family, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
