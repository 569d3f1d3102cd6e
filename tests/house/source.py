"""The project's own files, as the tests of the house read them."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "service"
NOT_OURS = {"var", "node_modules", "__pycache__", "test-results"}
NOT_TEXT = {
    ".png",
    ".jpg",
    ".jpeg",
    ".pdf",
    ".tif",
    ".tiff",
    ".woff2",
    ".ttf",
    ".icc",
    ".onnx",
    ".pyc",
    ".db",
    ".ico",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def all_files() -> Iterator[Path]:
    """Everything that would be committed, in a stable order."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(
            name for name in folders if name == ".ci" or (name not in NOT_OURS and name[0] != ".")
        )
        yield from (Path(folder) / name for name in sorted(names))


def text_files() -> Iterator[tuple[str, str]]:
    """Name and content of each file people can read, other people's work (axe-core) left aside."""
    for path in all_files():
        if (
            path.suffix not in NOT_TEXT
            and path.parent.name != "axe"
            and not path.name.startswith(".coverage")
        ):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def modules(folder: Path = SERVICE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


@cache
def parse(path: Path) -> ast.Module:
    """Read a module as a tree, once for all tests: none of them changes it."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(parse(path)):
        if isinstance(node, Function):
            yield node


def imported(path: Path) -> set[str]:
    """Dotted names of all modules a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
