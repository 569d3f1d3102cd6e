"""Words of communications (fr)."""

WORDS: dict[str, str | tuple[str, str]] = {}
