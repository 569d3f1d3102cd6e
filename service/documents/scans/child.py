"""The process that reads one file: it may neither grow nor linger, and whatever kills it kills nobody else.

Started by `reading.py` as a program. Standard input: the forms, pickled by the parent; the file is open
as the descriptor named by the first argument; the second is the page to begin with; the third, « shown »,
asks for a picture of each page. Standard output: one JSON document a line: how many pages there are, then
each page; or why the file is refused.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from service.documents.confined import confine

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.documents.scans.opening import Scan

MEMORY: Final = 850 * 1024 * 1024
"""Bytes of address space; libraries take a third of it before anything is read."""
OPENING_SECONDS: Final = 1.2
DECODING_SECONDS: Final = 0.7
"""For the picture of one page, before anything is looked for on it."""
PAGE_SECONDS: Final = 3.0
"""Seconds of computing for one page: twenty times what a page takes, with room for a form not met before."""


def main() -> None:
    """Read one file, page by page."""
    begin()
    descriptor, first, show = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] == ["shown"]
    versions = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the parent, which is ourselves
    from service.documents.scans.kinds import Refusal  # noqa: PLC0415 - loaded once confined

    with os.fdopen(descriptor, "rb") as file:
        try:
            _read(file, first, versions, show=show)
        except Refusal as refusal:
            _say({"refused": refusal.code})
        except (MemoryError, RecursionError):
            _say({"refused": "TOO_LARGE"})


def begin() -> None:
    """Bound memory and files; SIGPROF ends the process when the time it is allowed is over."""
    confine(memory=MEMORY)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)


def _read(file: BinaryIO, first: int, versions: Any, *, show: bool) -> None:  # noqa: ANN401 - as pickled
    allow(OPENING_SECONDS)
    scan = open_scan(file)
    _say({"pages": scan.pages})
    find = {(form.family, form.version): form for form in versions}
    for number in range(first, scan.pages + 1):
        allow(DECODING_SECONDS)
        said = _page(scan, number, lambda family, version: find.get((family, version)), show=show)
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


def _page(scan: Scan, number: int, find: Callable[[str, int], Any], *, show: bool) -> str:
    """Read one page. What reads is loaded after the first picture is decoded: many a file ends there."""
    from service.documents.scans.kinds import Refusal  # noqa: PLC0415 - loaded once confined

    picture, reason = None, ""
    try:
        picture = scan.picture(number)
    except Refusal as refusal:
        if scan.pages == 1:
            raise
        reason = refusal.code
    allow(PAGE_SECONDS)
    from service.documents.scans.page_reading import read_page  # noqa: PLC0415 - after what may be refused
    from service.documents.scans.page_values import PageReading, encode_page  # noqa: PLC0415 - likewise

    if picture is None:
        return encode_page(PageReading(number, "unreadable", reason=reason))
    return encode_page(read_page(number, picture, find, show=show))


def open_scan(file: BinaryIO) -> Scan:
    """Open a file whose kind its bytes tell. Raises `Refusal`."""
    from service.documents.scans.kinds import PDF, kind_of  # noqa: PLC0415 - loaded once confined

    kind = kind_of(file)
    if kind != PDF:
        from service.documents.scans.opening import open_picture  # noqa: PLC0415 - only for a picture

        return open_picture(file, kind)
    from service.documents.scans.pdf_pages import open_pdf  # noqa: PLC0415 - only for a PDF

    return open_pdf(file)


def allow(seconds: float) -> None:
    """Give the process so many more seconds of computing, and no more."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _say(found: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
