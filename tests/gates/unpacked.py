"""The plugin as a site has it."""

import io
from pathlib import Path
from zipfile import ZipFile


def unpack(content: bytes, into: Path) -> Path:
    """Unpack the plugin's file; return its folder."""
    with ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(into)
    return into / "aval-gate"
