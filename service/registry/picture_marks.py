"""A picture to mark and its marked copy: plain values, and the port that looks at pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, TypeAlias

Corner: TypeAlias = Literal["bottom_right", "bottom_left", "top_right", "top_left"]
CORNERS: Final[tuple[Corner, ...]] = ("bottom_right", "bottom_left", "top_right", "top_left")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a picture is to carry: a number as printed, where it is verified, and where a code is drawn."""

    number: str
    address: str
    corner: Corner | None = None
    """None: the file carries the number, and its pixels stay as they are."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A marked copy."""

    content: bytes = field(repr=False)
    media_type: str
    ending: str
    """Of its name: `jpg`."""

    @property
    def medium(self) -> str:
        """Return what it is to the registry."""
        return "video" if self.media_type.startswith("video/") else "photo"


class PictureMarker(Protocol):
    """What looks at pictures; a file that cannot be read is `Invalid` at `/file`, by a code."""

    def label(self, content: bytes, mark: Mark) -> Labelled:
        """Return a copy that carries the number, and no place and no person."""

    def count_faces(self, content: bytes) -> int:
        """Count faces; nobody is recognised, and nothing is kept."""
