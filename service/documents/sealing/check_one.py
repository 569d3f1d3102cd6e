"""The program that checks one sealed file; run by `reader.py`, confined. Says one JSON document."""

from __future__ import annotations

import json
import logging
import os
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Final

from service.documents.confined import confine

SECONDS: Final = 20


def main() -> None:
    """Check the file on the descriptor named, by what standard input says is trusted."""
    confine(SECONDS)
    given = json.load(sys.stdin)
    from service.documents.sealing.checking import check_seal  # noqa: PLC0415 - loaded once confined
    from service.registry.sealing import TrustedSeals  # noqa: PLC0415 - likewise

    logging.disable()
    trusted = TrustedSeals(tuple(given["roots"]), tuple(given["time_stamps"]), tuple(given["revoked"]))
    with os.fdopen(int(sys.argv[1]), "rb") as file:
        found = check_seal(file.read(), trusted, datetime.fromisoformat(given["at"]))
    said = asdict(found) | {"sealed_at": found.sealed_at.isoformat() if found.sealed_at else None}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
