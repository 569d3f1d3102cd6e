"""The forwarder that the documentation shows is the one that the widget's story runs on."""

import inspect
import re
from pathlib import Path

from tests.support.cms import ask_aval

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "gate-widget.md"


def test_what_is_documented_is_what_is_tested() -> None:
    tested = re.sub(r"  # [a-z]+: [A-Z][^\n]*", "", inspect.getsource(ask_aval))
    assert f"```python\n{tested}```" in DOCUMENT.read_text(encoding="utf-8")
