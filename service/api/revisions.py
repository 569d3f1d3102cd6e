"""ETag and If-Match: nobody overwrites what they have not seen (RFC 9110, 13.1.1)."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Header, Response

NEVER: Final = -1
"""A revision no record has: a tag not given here matches nothing."""

IfMatch = Annotated[str | None, Header(max_length=200, description="The ETag last read; `*` for any.")]


def tag(response: Response, revision: int) -> None:
    """Name the revision an answer shows."""
    response.headers["ETag"] = f'"{revision}"'


def revision_in(if_match: str | None) -> int | None:
    """Return the one revision asked for, None when any will do."""
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip()
    quoted = text.startswith('"') and text.endswith('"') and text[1:-1].isdecimal()
    return int(text[1:-1]) if quoted else NEVER
