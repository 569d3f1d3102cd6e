"""What is printed once the establishment is there: who signs in, and whom to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.cli.demonstration.known import EXAMPLES
from service.cli.demonstration.users import PASSWORD, USERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.registry.files import File

FRENCH: Final = {"yes": "autorisé", "yes_with_conditions": "autorisé sous conditions", "no": "ne publiez pas"}
ENGLISH: Final = {
    "yes": "authorized",
    "yes_with_conditions": "authorized with conditions",
    "no": "do not publish",
}


def logins_text(files: Mapping[str, File]) -> str:
    """Return the logins and the people worth asking about, in French then in English. No reasons."""
    return "\n".join((*_french(files), "", *_english(files), ""))


def _french(files: Mapping[str, File]) -> tuple[str, ...]:
    return (
        "DÉMONSTRATION. Toutes les personnes sont fictives.",
        f"Mot de passe de tous les comptes : {PASSWORD}",
        *(f"  {user.french:<36} {user.email}" for user in USERS),
        "À demander (photo, Facebook, faire connaître nos services) :",
        *_examples(files, FRENCH),
        "Deux personnes portent le même nom. Un nom seul répond toujours « Précisez ».",
        "Posez la même question aux communications, puis aux affaires juridiques.",
        "Chaque rôle voit ce qui le regarde.",
    )


def _english(files: Mapping[str, File]) -> tuple[str, ...]:
    return (
        "DEMONSTRATION. All the people are fictional.",
        f"Password of every account: {PASSWORD}",
        *(f"  {user.english:<36} {user.email}" for user in USERS),
        "Ask about (photo, Facebook, promotion):",
        *_examples(files, ENGLISH),
        'Two people bear one name. A name alone always answers "Be more precise".',
        "Ask the same as communications, then as legal: each role sees what concerns it.",
    )


def _examples(files: Mapping[str, File], words: Mapping[str, str]) -> list[str]:
    people = ((files[one.key].person, words[one.answer]) for one in EXAMPLES if one.key in files)
    return [f"  {who.names.display:<36} {who.birth_date}  {answer}" for who, answer in people]
