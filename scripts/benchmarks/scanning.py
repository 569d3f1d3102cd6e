"""Scans: forms filled in by a program, worn, shuffled and read, beside what they say."""

from __future__ import annotations

import os
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import click
import orjson
import psutil

from service.forms.loader import load_forms
from service.wiring import FORMS, open_reader

if TYPE_CHECKING:
    from service.registry.scans import FormReading, ScanReading
    from tests.support.filling import Truth
    from tests.support.stacks import Stack

_MIB: Final = 1024 * 1024
_BETWEEN_LOOKS: Final = 0.02


@dataclass(frozen=True, slots=True)
class Score:
    """What a reading is worth beside the truth."""

    forms: int
    found: int
    pages: int
    boxes: int
    right: int
    wrong_yes: int
    wrong_no: int
    doubtful: int
    """Clear boxes that were called unreadable."""
    struck: int
    struck_caught: int
    unsigned: int
    unsigned_caught: int
    signed: int
    signed_seen: int
    blank: int
    blank_dropped: int
    pages_a_second: float
    memory_mib: float
    """Most memory of the process that reads."""
    reasons: dict[str, int]


def measure(forms: int, seed: int) -> Score:
    """Make a stack, read it, compare."""
    from tests.support.stacks import stack_of  # noqa: PLC0415 - the tests' own, loaded when asked for

    reader = open_reader()
    with tempfile.TemporaryDirectory(prefix="aval-bench-") as folder:
        known = load_forms(FORMS)
        stack = stack_of(known, known.families(), forms, seed, Path(folder))
        file = Path(folder) / "stack.pdf"
        file.write_bytes(stack.content)
        click.echo(f"{forms} forms on {stack.pages} pages made", err=True)
        before = _spent()
        with Watch() as watch:
            reading = reader.read([file], lambda _done, _total: None)
    return score(stack, reading, _spent() - before, watch.most)


def _spent() -> float:
    """Seconds of computing by the processes that read: one core, whatever else the machine does."""
    times = os.times()
    return times.children_user + times.children_system


class Watch(threading.Thread):
    """Watches the memory of this process's children; `most` is in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._over = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        """Look every so often until it is over."""
        while not self._over.wait(_BETWEEN_LOOKS):
            for child in psutil.Process().children():
                with suppress(psutil.Error):
                    self.most = max(self.most, child.memory_info().rss)


def score(stack: Stack, reading: ScanReading, seconds: float, memory: int) -> Score:
    """Compare what was read with the truth."""
    read = {form.serial: form for form in reading.forms}
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for serial, truth in stack.truths.items():
        if serial in read:
            counts.update(_compared(truth, read[serial]))
            reasons.update(doubt.code for doubt in read[serial].doubts)
        else:
            counts["boxes"] += len(truth.boxes)
    reasons.update(page.code for page in reading.unread)
    return Score(
        forms=len(stack.truths),
        found=len(read.keys() & stack.truths.keys()),
        pages=stack.pages,
        boxes=counts["boxes"],
        right=counts["right"],
        wrong_yes=counts["wrong_yes"],
        wrong_no=counts["wrong_no"],
        doubtful=counts["doubtful"],
        struck=counts["struck"],
        struck_caught=counts["struck_caught"],
        unsigned=counts["unsigned"],
        unsigned_caught=counts["unsigned_caught"],
        signed=counts["signed"],
        signed_seen=counts["signed_seen"],
        blank=stack.blank,
        blank_dropped=len(reading.blank),
        pages_a_second=stack.pages / seconds,
        memory_mib=memory / _MIB,
        reasons=dict(reasons),
    )


def _compared(truth: Truth, form: FormReading) -> Counter[str]:
    counts: Counter[str] = Counter()
    for box in truth.boxes:
        read = form.boxes.get(box, "unreadable")
        meant = "yes" if box in truth.chosen else "unreadable" if box in truth.struck else "no"
        if box in truth.crossed and read == "unreadable":
            meant = read
        counts["boxes"] += 1
        counts["right"] += read == meant
        counts["wrong_yes"] += read == "yes" != meant
        counts["wrong_no"] += read == "no" != meant
        counts["doubtful"] += read == "unreadable" != meant
        counts["struck"] += box in truth.struck
        counts["struck_caught"] += box in truth.struck and read == "unreadable"
    for slot, signed in truth.signed.items():
        kind = "signed" if signed else "unsigned"
        counts[kind] += 1
        counts["signed_seen" if signed else "unsigned_caught"] += form.ink.get(slot, False) is signed
    return counts


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--forms", default=200, show_default=True, type=click.IntRange(min=1), help="Forms in the stack."
)
@click.option("--seed", required=True, type=int, help="Of pens, scanners and chance.")
@click.option("--json", "kept", type=click.Path(path_type=Path), help="Write all figures to this file.")
def main(forms: int, seed: int, kept: Path | None) -> None:
    """Measure how well scans are read. Example: scripts/bench scan --forms 200 --seed 7."""
    found = measure(forms, seed)
    click.echo(_table(found))
    if kept is not None:
        kept.write_bytes(orjson.dumps(asdict(found), option=orjson.OPT_INDENT_2))


def _table(found: Score) -> str:
    rows = (
        ("forms found", f"{found.found} of {found.forms}", "all"),
        ("boxes right", f"{100 * found.right / found.boxes:.3f} % of {found.boxes}", "99.8 %"),
        ("wrong yes", f"{found.wrong_yes}", "0"),
        ("wrong no", f"{found.wrong_no}", ""),
        ("clear boxes called doubtful", f"{found.doubtful}", ""),
        ("struck boxes caught", f"{found.struck_caught} of {found.struck}", ""),
        ("unsigned rooms caught", f"{found.unsigned_caught} of {found.unsigned}", "all"),
        ("signatures seen", f"{found.signed_seen} of {found.signed}", ""),
        ("blank pages dropped", f"{found.blank_dropped} of {found.blank}", ""),
        ("pages a second, one core", f"{found.pages_a_second:.1f} of {found.pages} pages", "5"),
        ("memory", f"{found.memory_mib:.0f} MiB", "600 at most"),
    )
    lines = [f"{name:30}{figure:24}{bound}".rstrip() for name, figure, bound in rows]
    return "\n".join([*lines, *(f"  {code:28}{count}" for code, count in sorted(found.reasons.items()))])
