"""What is read on one page, and how it passes from the process that reads to the one that asked."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from service.documents.form_codes import FormCode, NoFormCode, decode_code
from service.registry.scans import ANSWERS, Answer, Doubt

Picture: TypeAlias = npt.NDArray[np.uint8]
"""Grey: rows of bytes, 0 is black."""
Kind: TypeAlias = Literal["form", "unreadable", "blank"]
KINDS: Final[tuple[Kind, ...]] = ("form", "unreadable", "blank")


class Garbled(ValueError):
    """The reading process said something that makes no sense."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page. `kind` form: `said` is the text of its code; unreadable: `reason` says why."""

    number: int
    kind: Kind
    said: str = ""
    reason: str = ""
    boxes: Mapping[str, Answer] = field(default_factory=dict)
    ink: Mapping[str, bool] = field(default_factory=dict)
    written: Mapping[str, bool] = field(default_factory=dict)
    dates: Mapping[str, bytes] = field(default_factory=dict)
    words: Mapping[str, bytes] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    picture: bytes = b""
    """The page as people look at it (JPEG), where that was asked for."""

    @property
    def code(self) -> FormCode | None:
        """Return what its code says, if it has one that can be read."""
        try:
            return decode_code(self.said)
        except NoFormCode:
            return None


def encode_page(page: PageReading) -> str:
    """Write a page as one line."""
    return json.dumps(
        {
            "number": page.number,
            "kind": page.kind,
            "said": page.said,
            "reason": page.reason,
            "boxes": dict(page.boxes),
            "ink": dict(page.ink),
            "written": dict(page.written),
            "dates": _written(page.dates),
            "words": _written(page.words),
            "picture": base64.b64encode(page.picture).decode(),
            "doubts": [[doubt.code, doubt.field] for doubt in page.doubts],
        }
    )


def decode_page(given: Any) -> PageReading:  # noqa: ANN401 - what another process says is anything
    """Read a page. Raises `Garbled` for anything but what `encode_page` writes."""
    try:
        page = PageReading(
            int(given["number"]),
            next(kind for kind in KINDS if kind == given["kind"]),
            str(given["said"]),
            str(given["reason"]),
            {str(key): _answer(said) for key, said in given["boxes"].items()},
            {str(key): said is True for key, said in given["ink"].items()},
            {str(key): said is True for key, said in given["written"].items()},
            _pictures(given["dates"]),
            _pictures(given["words"]),
            tuple(Doubt(str(code), str(name)) for code, name in given["doubts"]),
            base64.b64decode(given["picture"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
        raise Garbled from error
    if page.kind == "form" and page.code is None:
        raise Garbled
    return page


def _written(pictures: Mapping[str, bytes]) -> dict[str, str]:
    return {key: base64.b64encode(png).decode() for key, png in pictures.items()}


def _pictures(given: Mapping[str, str]) -> dict[str, bytes]:
    return {str(key): base64.b64decode(png) for key, png in given.items()}


def _answer(said: object) -> Answer:
    return next(answer for answer in ANSWERS if answer == said)
