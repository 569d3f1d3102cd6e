"""The few words on printed forms that are not the form's own, and what screen readers say of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.i18n.typography import typeset_french

_FRENCH: Final = {
    "foot": "Modèle {family}, version {version} · {language} · page {page} de {pages}",
    "foot.fillable": "Modèle {family}, version {version} · {language} · page {page} de {pages}"
    " · À remplir à l'écran",
    "serial": "No {serial}",
    "code.alt": "Code à lire par le numériseur, formulaire {serial}",
    "specimen": "Exemple à ne pas signer",
    "specimen.alt": "Place du code, vide sur cet exemple",
    "specimen.serial": "Sans numéro",
    "code.person": "Ce code contient seulement le modèle, la version, le numéro de ce formulaire "
    "et un numéro de dossier chiffré. Il ne contient ni votre nom ni votre réponse.",
    "box.alt": "Case à cocher : {label}",
    "text.alt": "À remplir : {label}",
    "date.alt": "Date à écrire, année, mois, jour : {label}",
    "signature.alt": "À signer : {label}",
    "table.alt": "Usages et réponses",
}
_ENGLISH: Final = {
    "foot": "Model {family}, version {version} · {language} · page {page} of {pages}",
    "foot.fillable": "Model {family}, version {version} · {language} · page {page} of {pages}"
    " · To fill in on screen",
    "serial": "No. {serial}",
    "code.alt": "Code for the scanner, form {serial}",
    "specimen": "Specimen: do not sign",
    "specimen.alt": "Place of the code, empty on this specimen",
    "specimen.serial": "No number",
    "code.person": "This code holds only the model, the version, the number of this form and an encrypted "
    "file number. It holds neither your name nor your answer.",
    "box.alt": "Box to tick: {label}",
    "text.alt": "To fill in: {label}",
    "date.alt": "Date to write, year, month, day: {label}",
    "signature.alt": "To sign: {label}",
    "table.alt": "Uses and answers",
}
SHEETS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {key: typeset_french(text) for key, text in _FRENCH.items()},
    "en": _ENGLISH,
}


def sheet_words(written_in: str, key: str, **values: object) -> str:
    """Return words of a printed form."""
    return SHEETS[written_in][key].format(**values)
