"""Mots de « Équipe et comptes » : les utilisateurs autorisés par chaque direction."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "screen.users": "Équipe et comptes",
    "users.lead": "Chaque direction désigne qui utilise ses comptes. Les communications en prennent note.",
    "users.list": "Personnes désignées",
    "users.none": "Personne n'est désigné. Ajoutez la première personne.",
    "users.name": "Nom de la personne désignée",
    "users.position": "Fonction",
    "users.direction": "Direction",
    "users.accounts": "Comptes et pages",
    "users.accounts.hint": "Exemple : page Facebook de la DPSMD.",
    "users.period": "Période",
    "users.from": "Depuis le {first}",
    "users.from_to": "Du {first} au {last}",
    "users.since": "Depuis le",
    "users.until": "Dernier jour",
    "users.add": "Désigner une personne",
    "users.button": "Désigner",
    "users.note": "Prendre note",
    "users.fin": "Mettre fin",
    "users.state.new": "À noter",
    "users.state.told": "Noté",
    "users.state.over": "Terminé",
    "users.said.ajoute": "La personne est désignée.",
    "users.said.note": "Les communications ont pris note.",
    "users.said.termine": "La désignation est terminée.",
    "todo.designation": "Prendre note d'une personne désignée",
    "error.user_name.MISSING": "Écrivez le nom.",
    "error.position.MISSING": "Écrivez la fonction.",
    "error.direction.MISSING": "Écrivez la direction.",
    "error.accounts.MISSING": "Écrivez les comptes ou les pages.",
}
