"""Words printed on posters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.i18n.typography import typeset_french

_FRENCH: Final = {
    "title": "Vous apparaissez peut-être sur nos photos et nos vidéos",
    "lead": "Dites-nous si vous acceptez. Vous êtes libre de refuser.",
    "step.1": "Lisez ce code avec votre téléphone.",
    "step.2": "Lisez le formulaire et répondez à chaque question.",
    "step.3": "Signez, ou refusez. Vous pouvez recevoir une copie.",
    "minors": "Moins de 18 ans? Parlez à l'équipe sur place. Un parent signe avec vous.",
    "silence": "Sans réponse, c'est non.",
    "paper": "Vous préférez le papier? Demandez un formulaire à l'équipe sur place.",
    "code": "Ce code contient seulement une adresse. Il ne contient rien sur vous.",
    "code.alt": "Code à lire avec un téléphone. Il ouvre l'adresse {address}",
    "reach": "Pour nous joindre : {phone}",
}
_ENGLISH: Final = {
    "title": "You may appear in our photos\N{NO-BREAK SPACE}and\N{NO-BREAK SPACE}videos",
    "lead": "Tell us if you accept. You are free to refuse.",
    "step.1": "Read this code with your telephone.",
    "step.2": "Read the form and answer each question.",
    "step.3": "Sign, or refuse. You can get a copy.",
    "minors": "Under 18? Talk to the team here. A parent signs with you.",
    "silence": "No answer means no.",
    "paper": "Do you prefer paper? Ask the team here for a form.",
    "code": "This code holds only an address. It holds nothing about you.",
    "code.alt": "Code to read with a telephone. It opens the address {address}",
    "reach": "To reach us: {phone}",
}
POSTERS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {key: typeset_french(text) for key, text in _FRENCH.items()},
    "en": _ENGLISH,
}


def poster_words(language: str, key: str, **values: object) -> str:
    """Return words of a poster."""
    return POSTERS[language][key].format(**values)
