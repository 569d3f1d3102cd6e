"""Words of « Équipe et comptes »: the authorized users of each direction."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "screen.users": "Team and accounts",
    "users.lead": "Each branch designates who uses its accounts. Communications take note of it.",
    "users.list": "People designated",
    "users.none": "Nobody is designated. Add the first person.",
    "users.name": "Name of the person designated",
    "users.position": "Position",
    "users.direction": "Branch",
    "users.accounts": "Accounts and pages",
    "users.accounts.hint": "Example: Facebook page of the DPSMD.",
    "users.period": "Period",
    "users.from": "Since {first}",
    "users.from_to": "From {first} to {last}",
    "users.since": "Since",
    "users.until": "Last day",
    "users.add": "Designate a person",
    "users.button": "Designate",
    "users.note": "Take note",
    "users.fin": "End",
    "users.state.new": "To note",
    "users.state.told": "Noted",
    "users.state.over": "Over",
    "users.said.ajoute": "The person is designated.",
    "users.said.note": "Communications took note.",
    "users.said.termine": "The designation is over.",
    "todo.designation": "Take note of a person designated",
    "error.user_name.MISSING": "Write the name.",
    "error.position.MISSING": "Write the position.",
    "error.direction.MISSING": "Write the branch.",
    "error.accounts.MISSING": "Write the accounts or the pages.",
}
