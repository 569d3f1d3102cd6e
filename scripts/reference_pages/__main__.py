"""Write docs/reference again."""

from pathlib import Path

from scripts.reference_pages.pages import reference

FOLDER = Path(__file__).parents[2] / "docs" / "reference"

for name, text in reference().items():
    FOLDER.joinpath(name).write_text(text, encoding="utf-8")
