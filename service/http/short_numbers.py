"""Numbers in addresses, of no more digits than anything here has: a longer one is an address of nothing."""

from __future__ import annotations

from typing import Final

from starlette.convertors import Convertor, register_url_convertor

SHORT: Final = "short"


class _ShortNumber(Convertor[int]):
    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor(SHORT, _ShortNumber())
