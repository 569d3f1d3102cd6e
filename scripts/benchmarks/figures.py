"""The figures: what was measured, beside what it must reach."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MEBIBYTE: Final = 1024 * 1024
LEAST: Final = {
    "w1": 0.25,
    "w2": 0.50,
    "w3": 4.0,
    "w5": 0.40,
    "w6": 0.50,
    "w7": 0.40,
    "tokens": 0.50,
    "posts": 1.0,
    "posts_single": 0.5,
    "w1_growth": 0.80,
    "w2_growth": 0.80,
}
"""What each ratio must reach."""
MOST: Final = {"w2_p99": 3.0, "memory": 1.0, "takedown": 3.0}
"""What each ratio may reach."""
MEANING: Final = {
    "w1": "facts read and decided, over one row found, unwrapped and opened",
    "w2": "checks over HTTP, over a constant route",
    "w2_p99": "99 % of checks answered within, over the constant route's",
    "w3": "persons of 30-person posts, over checks",
    "posts": "persons of 30-person posts, over PocketBase giving their plain rows",
    "posts_single": "the same by one worker, PocketBase using all processors",
    "w5": "papers registered with 300 kB, over the disk alone",
    "w6": "leaves placed by 64 registrations at once, over the same without a ledger",
    "w7": "the root of all leaves from the disk, over a loop of as many hashes",
    "tokens": "codes checked, over as many Ed25519 signatures verified",
    "w1_growth": "W1's rate, over its rate at the smallest size",
    "w2_growth": "W2's rate, over its rate at the smallest size",
    "takedown": "withdrawal to list, over a plain indexed SELECT and one FULL commit",
    "memory": "memory of one worker, over 200 MiB and 250 bytes a person",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One ratio at one size: by the clock, by processor time (None: does not apply), and the rates behind."""

    name: str
    people: int
    database: str
    ratio: float
    cpu_ratio: float | None = None
    measured: float | None = None
    beside: float | None = None
    unit: str = "/s"

    @property
    def least(self) -> float | None:
        """Return what the ratio must reach."""
        return LEAST.get(self.name)

    @property
    def most(self) -> float | None:
        """Return what the ratio may reach."""
        return MOST.get(self.name)

    @property
    def reached(self) -> bool:
        """Tell whether the ratio is within its bound."""
        return self.ratio >= (self.least or 0.0) and (self.most is None or self.ratio <= self.most)

    def as_json(self) -> dict[str, Any]:
        """Return all of it."""
        bounds = {"least": self.least, "most": self.most, "reached": self.reached}
        return asdict(self) | bounds | {"meaning": MEANING[self.name]}


def table(figures: Sequence[Figure]) -> str:
    """Write the figures as a table."""
    where = f"{'':10} {'on':10} {'people':>9}"
    head = f"{where} {'ratio':>7} {'bound':>7} {'by cpu':>7} {'measured':>12} {'beside':>12}"
    return "\n".join([head, *(_line(figure) for figure in figures)])


def _line(figure: Figure) -> str:
    bound = f"≥ {figure.least:g}" if figure.least is not None else f"≤ {figure.most:g}"
    cpu = "" if figure.cpu_ratio is None else f"{figure.cpu_ratio:.2f}"
    amounts = " ".join(f"{_amount(one, figure.unit):>12}" for one in (figure.measured, figure.beside))
    mark = "" if figure.reached else "  short"
    name = f"{figure.name:10} {figure.database:10} {figure.people:>9,}"
    return f"{name} {figure.ratio:>7.2f} {bound:>7} {cpu:>7} {amounts}  {MEANING[figure.name]}{mark}"


def _amount(amount: float | None, unit: str) -> str:
    if amount is None:
        return ""
    return f"{amount:,.1f} {unit}" if unit == "ms" else f"{amount:,.0f} {unit}"
