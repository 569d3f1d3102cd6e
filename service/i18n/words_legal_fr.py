"""Mots des écrans des affaires juridiques ; personne d'autre ne les reçoit."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Navigation
    "screen.minors": "Dossiers de mineurs",
}
