"""Front matter: what Hugo and Jekyll read above a content's words, as YAML (---), TOML (+++) or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

SPOKEN: Final = frozenset(
    {"title", "linktitle", "subtitle", "description", "summary", "excerpt", "lead", "caption", "alt"}
)
"""Keys whose words are published with the content."""
_FENCED: Final = re.compile(
    r"\A(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<inside>.*?)^(?P=mark)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
_OPENED: Final = re.compile(r"\A(---|\+\+\+)[ \t]*(\r?\n|\Z)")
_OBJECT: Final = re.compile(r"\A\s*\{(?![{%])")
_QUOTED: Final = re.compile(
    r"""(?:^|[{,])[ \t]*["']?(?P<key>\w+)["']?[ \t]*[=:][ \t]*(?P<said>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')""",
    re.MULTILINE,
)
_TOML_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_MOST_NESTED: Final = 20
_Loader: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes nothing but texts, lists and maps: no dates, no numbers, no objects; fields are read one by one."""

Span = tuple[int, int]


class FrontMatterMalformed(Exception):
    """It cannot be read; `place` is where in the file (characters)."""

    code: Final = "FRONT_MATTER_MALFORMED"

    def __init__(self, place: int) -> None:
        super().__init__(self.code)
        self.place = place


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Its values by key, where the words below it begin, and the spans of its words that are published."""

    values: Mapping[str, object] = field(default_factory=dict)
    body: int = 0
    spoken: tuple[Span, ...] = ()
    text: str = field(default="", repr=False)

    def place(self, key: str) -> int:
        """Return where a key stands in the file, or its beginning."""
        found = re.search(
            rf"(?:^|(?<=[{{,]))[ \t]*[\"']?(?P<key>{re.escape(key)})[\"']?[ \t]*[=:]", self.text, re.MULTILINE
        )
        return found.start("key") if found else 0


def read_front_matter(text: str) -> FrontMatter:
    """Read a file's front matter; nothing when it has none. Raises `FrontMatterMalformed`."""
    if _OBJECT.match(text):
        return _json(text)
    fenced = _FENCED.match(text)
    if fenced is None:
        if _OPENED.match(text):
            raise FrontMatterMalformed(0)
        return FrontMatter()
    read = _yaml if fenced["mark"] == "---" else _toml
    values, spoken = read(fenced["inside"], fenced.start("inside"))
    return FrontMatter(values, fenced.end(), tuple(spoken), text[: fenced.end()])


def _yaml(inside: str, start: int) -> tuple[dict[str, object], list[Span]]:
    loader = _Loader(inside)
    try:
        node = loader.get_single_node()
        values = {} if node is None else loader.construct_document(node)
        spoken = [] if node is None else [(start + one, start + end) for one, end in _yaml_words(node, 0)]
    except yaml.MarkedYAMLError as error:
        raise FrontMatterMalformed(start + (error.problem_mark.index if error.problem_mark else 0)) from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        raise FrontMatterMalformed(start) from None
    finally:
        loader.dispose()
    if values == "":
        values = {}
    if not isinstance(values, dict):
        raise FrontMatterMalformed(start)
    return {str(key): value for key, value in values.items()}, spoken


def _yaml_words(node: yaml.Node, depth: int, *, spoken: bool = False) -> Iterator[Span]:
    if depth > _MOST_NESTED:
        return
    if isinstance(node, yaml.ScalarNode) and spoken:
        yield node.start_mark.index, node.end_mark.index
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _yaml_words(one, depth + 1, spoken=spoken)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _yaml_words(value, depth + 1, spoken=str(key.value).casefold() in SPOKEN)


def _toml(inside: str, start: int) -> tuple[dict[str, object], list[Span]]:
    try:
        values = tomllib.loads(inside.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = _TOML_PLACE.search(str(error))
        raise FrontMatterMalformed(start + _offset(inside, found)) from None
    return values, list(_quoted_words(inside, start))


def _offset(inside: str, found: re.Match[str] | None) -> int:
    if found is None or found[1] is None:
        return 0
    lines = inside.splitlines(keepends=True)
    before = sum(len(line) for line in lines[: int(found[1]) - 1])
    return min(before + int(found[2]) - 1, len(inside))


def _json(text: str) -> FrontMatter:
    start = len(text) - len(text.lstrip())
    try:
        values, end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise FrontMatterMalformed(error.pos) from None
    except (RecursionError, ValueError):
        raise FrontMatterMalformed(start) from None
    return FrontMatter(values, end, tuple(_quoted_words(text[:end], 0)), text[:end])


def _quoted_words(inside: str, start: int) -> Iterator[Span]:
    """Find quoted words by the key before them."""
    for match in _QUOTED.finditer(inside):
        if match["key"].casefold() in SPOKEN:
            yield start + match.start("said") + 1, start + match.end("said") - 1
