"""Words of communications (en)."""

WORDS: dict[str, str | tuple[str, str]] = {}
