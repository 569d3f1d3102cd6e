"""Words of the legal screens; nobody else is given them."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Navigation
    "screen.minors": "Minors' files",
}
