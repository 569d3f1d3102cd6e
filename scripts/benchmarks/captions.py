"""A caption read for what may not go out, beside one pass that finds its words; 2 000 contents checked."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

import click
import orjson

from scripts.benchmarks.rounds import Alternated, Pace, watched
from service.domain.captions.reading import read_caption

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.benchmarks.rounds import Name

WORDS: Final = 500
ROUNDS: Final = 15
CAPTIONS: Final = 20
"""Read in each turn."""
POSTS: Final = 2_000
OF_A_POST: Final = 300
MOST_MS: Final = 10.0
MOST_SECONDS: Final = 20.0
_WORD: Final = re.compile(r"\w+")
_EVERYDAY: Final = """
    merci à toute notre équipe pour cette belle journée portes ouvertes les bénévoles ont préparé un repas
    et les familles ont visité le jardin venez nous voir jeudi de 13 h à 16 h au centre de services la salle
    est ouverte à tous et le café est offert nous avons hâte de vous rencontrer avec vos proches
"""
_SAID: Final = tuple(_EVERYDAY.split())
_NAMES: Final = (
    "Gaspé",
    "Chandler",
    "CLSC",
    "Zoé Tremblay",
    "Jean Roy",
    "Hôpital de Maria",
    "Fête nationale",
)
_NUMBER: Final = "1K7F-3M9X-4T8B-2QDY"
_NAMED: Final = 0.04
"""Of a hundred words, how many are of a name or a place."""
_ENDS: Final = ("", "", "", "", "", ",", ",", ".", "!", ".\n\n")


def a_text(chance: random.Random, words: int) -> str:
    """Write sentences drawn by chance: everyday words, now and then a name or a place, at last a number."""
    said = [
        chance.choice(_NAMES if chance.random() < _NAMED else _SAID) + chance.choice(_ENDS)
        for _ in range(words - 4)
    ]
    return f"{' '.join(said)} {_NUMBER}"


def measure_captions(rounds: int) -> dict[str, float]:
    """Return the milliseconds of a caption, those of finding its words, and the one over the other."""
    chance = random.SystemRandom()
    texts = [a_text(chance, WORDS) for _ in range(CAPTIONS)]
    turns: dict[Name, Callable[[], Pace]] = {
        ("read", WORDS): lambda: _pace(texts, read_caption),
        ("words", WORDS): lambda: _pace(texts, _WORD.findall),
    }
    taken = Alternated(turns)
    taken.run(rounds)
    read, words = (1000 / taken.median(name, lambda pace: pace.rate) for name in turns)
    used = 1000 / taken.median(("read", WORDS), lambda pace: pace.cpu_rate)
    ratio = taken.ratio(("words", WORDS), ("read", WORDS), lambda pace: pace.cpu_rate)
    return {"caption_ms": read, "caption_cpu_ms": used, "words_ms": words, "over_words": ratio}


def measure_posts(folder: Path, posts: int, rounds: int) -> dict[str, float]:
    """Return the seconds `aval check` takes over a folder of posts on one processor, its start included."""
    chance = random.SystemRandom()
    content = folder / "content"
    content.mkdir()
    for number in range(posts):
        front = f"---\ntitle: Nouvelle {number}\nconsents: [{_NUMBER}]\nchannel: web_site\n---\n"
        (content / f"{number}.md").write_text(front + a_text(chance, OF_A_POST), encoding="utf-8")
    taken = [_check(content) for _ in range(rounds)]
    return {"posts_seconds": median(one for one, _ in taken), "posts_cpu": median(used for _, used in taken)}


def _pace(texts: list[str], read: Callable[[str], object]) -> Pace:
    with watched() as watch:
        for text in texts:
            read(text)
    return watch.pace(len(texts))


def _check(content: Path) -> tuple[float, float]:
    """Return seconds by the clock and of the processor."""
    command = [sys.executable, "-m", "service.cli.main", "check", "--form", "--json", str(content)]
    held = sorted(os.sched_getaffinity(0))[:1]
    clock, before = time.perf_counter(), os.times()
    done = subprocess.run(  # noqa: S603 - our own program
        command, stdout=subprocess.PIPE, check=False, preexec_fn=lambda: os.sched_setaffinity(0, held)
    )
    took, after = time.perf_counter() - clock, os.times()
    checked = orjson.loads(done.stdout)["summary"]["checked"]
    if checked != len(list(content.iterdir())):
        raise AssertionError(checked)
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return took, used


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--posts", default=POSTS, show_default=True, type=click.IntRange(min=1))
@click.option("--json", "kept", type=click.Path(path_type=Path), help="Write all figures to this file.")
@click.option("--quick", is_flag=True, help="A few rounds: shows that all works, measures nothing.")
def main(posts: int, kept: Path | None, *, quick: bool) -> None:
    """Measure a caption of 500 words, and a folder of posts checked without the registry.

    \b
    Examples:
      scripts/bench captions
      scripts/bench captions --posts 10000
    """  # noqa: D301 - click keeps lines after a backspace as they are
    figures = measure_captions(2 if quick else ROUNDS)
    with tempfile.TemporaryDirectory(prefix="aval-bench-") as made:
        figures |= {"posts": posts, **measure_posts(Path(made), posts, 1 if quick else 3)}
    told = (
        (f"caption of {WORDS} words", "caption", "ms", MOST_MS),
        (f"{posts} posts checked", "posts", "s", MOST_SECONDS),
    )
    for what, name, unit, most in told:
        clock, used = (
            figures[f"{name}_{kind}"] for kind in (("ms", "cpu_ms") if unit == "ms" else ("seconds", "cpu"))
        )
        click.echo(
            f"{what:24} {clock:8.2f} {unit}, of the processor {used:.2f} {unit}, at most {most:g} {unit}"
        )
    click.echo(f"{'over finding its words':24} {figures['over_words']:8.0f} ×")
    if kept is not None:
        kept.write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2))
