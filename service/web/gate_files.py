"""What other sites take along to ask before they publish: the widget, and the WordPress plugin as one file.

Their words are put in here, from the one place where words are kept.
"""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from service.i18n.gate_words import gate_words

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = Path(__file__).resolve().parents[1] / "gates"
SCRIPT: Final = "aval-gate.js"
STYLE: Final = "aval-gate.css"
PLUGIN: Final = "aval-gate"
NO_WORDS: Final = "const WORDS = {};"
OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""When files of the plugin say they were made: the same plugin, the same bytes."""


@cache
def widget_script() -> bytes:
    """Return the widget with its words, for the panel and nothing else."""
    text = (FOLDER / "widget" / SCRIPT).read_text("utf-8")
    words = {language: _shown(texts) for language, texts in gate_words().items()}
    # `<` is escaped so that the file may also be put into a page.
    written = json.dumps(words, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return text.replace(NO_WORDS, f"const WORDS = {written};").encode()


@cache
def widget_style() -> bytes:
    """Return the widget's style sheet."""
    return (FOLDER / "widget" / STYLE).read_bytes()


@cache
def wordpress_plugin() -> bytes:
    """Return the plugin as WordPress takes it: one ZIP file of one folder."""
    words = json.dumps(gate_words(), ensure_ascii=False, indent=1).encode()
    source = FOLDER / "wordpress" / PLUGIN
    files = {str(path.relative_to(source)): path.read_bytes() for path in source.rglob("*") if path.is_file()}
    files |= {SCRIPT: widget_script(), STYLE: widget_style(), "words.json": words}
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for name in sorted(files):
            packed.writestr(_entry(name), files[name])
    return content.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(f"{PLUGIN}/{name}", OLDEST)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _shown(texts: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if not key.startswith("wp.")}
