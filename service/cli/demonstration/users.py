"""The users of the demonstration, one a role and two of legal, with a password that everyone may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.registry import accounts
from service.registry.account_records import Caller

if TYPE_CHECKING:
    from service.registry.ports import Ports

PASSWORD: Final = "erables-et-bouleaux"  # noqa: S105 - printed for everyone; its users know fictional people only


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Someone who may sign in to the demonstration."""

    key: str
    name: str
    role: str
    email: str
    french: str
    english: str


USERS: Final = (
    DemoUser(
        "communications",
        "Camille Communications-Fictives",
        "communications",
        "communications@exemple.qc.ca",
        "Communications",
        "Communications",
    ),
    DemoUser(
        "legal",
        "Juliette Juridique-Fictif",
        "legal",
        "juridique1@exemple.qc.ca",
        "Affaires juridiques",
        "Legal affairs",
    ),
    DemoUser(
        "second",
        "Justin Juridique-Fictif",
        "legal",
        "juridique2@exemple.qc.ca",
        "Affaires juridiques (second regard)",
        "Legal affairs (second look)",
    ),
    DemoUser(
        "publisher",
        "Paul Publication-Fictive",
        "publisher",
        "publication@exemple.qc.ca",
        "Édition",
        "Publishing",
    ),
    DemoUser(
        "quality", "Quitterie Qualité-Fictive", "quality", "qualite@exemple.qc.ca", "Qualité", "Quality"
    ),
    DemoUser("auditor", "Audrey Audit-Fictif", "auditor", "audit@exemple.qc.ca", "Audit", "Audit"),
    DemoUser(
        "admin", "Adam Admin-Fictif", "admin", "admin@exemple.qc.ca", "Administration", "Administration"
    ),
)


def load_users(ports: Ports) -> dict[str, Caller]:
    """Add the users who are not there, give a password to those without; return who acts, by key."""
    return {user.key: _ready(ports, user) for user in USERS}


def _ready(ports: Ports, wanted: DemoUser) -> Caller:
    operator = accounts.operator()
    with ports.store.reading() as reader:
        known = reader.load_user_by_email(wanted.email)
    user = known or accounts.add_user(ports, operator, wanted.name, (wanted.role,), email=wanted.email)
    if user.password_hash is None:
        accounts.set_password(ports, accounts.issue_link(ports, operator, user.number), PASSWORD)
    return Caller(user.number, user.name, wanted.role, "command")
