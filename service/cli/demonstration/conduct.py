"""Who may use which account, the netiquette in force, and a list for moderators that waits for approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.cli.demonstration.users import USERS
from service.registry.designations import NewDesignation, designate, list_designations
from service.registry.policies import NewPolicy, approve_policy, draft_policy, list_policies
from service.registry.policy_contents import ModerationLine, PolicyContent

if TYPE_CHECKING:
    from service.cli.demonstration.stage import Stage

NETIQUETTE: Final = """Bienvenue sur nos pages fictives.

Restez courtois. Parlez des sujets de la page.
Ne nommez et ne montrez personne sans son autorisation, surtout pas un enfant.
Ne donnez ni adresse, ni numéro de téléphone, ni renseignement de santé.

Nous lisons les commentaires du lundi au vendredi, de 8 h à 16 h.
En cas d'urgence, composez le 911. Pour parler à une infirmière ou à un intervenant, composez le 811.
"""
MODERATION: Final = (
    ModerationLine("hide", "Sacres et mots grossiers"),
    ModerationLine("hide", "Publicité"),
    ModerationLine("remove", "Nom ou photo d'une personne sans son numéro d'autorisation"),
    ModerationLine("remove", "Menaces et propos haineux"),
    ModerationLine("pass_on", "Plainte au sujet d'un soin : au commissaire aux plaintes"),
    ModerationLine("pass_on", "Idées suicidaires : au responsable de garde, tout de suite"),
)
DESIGNATED: Final = (
    ("communications", "Paul Publication-Fictive", "Conseiller en communication", "publisher"),
    ("admin", "Prune Page-Fictive", "Agente administrative", None),
)
"""By whom, name, position, which user they are; what communications did not enter waits for their note."""


def load_conduct(stage: Stage) -> None:
    """Designate those who may publish, and enter the texts that rule what is published."""
    _designate(stage)
    _enter_texts(stage)


def _designate(stage: Stage) -> None:
    known = {one.name for one in list_designations(stage.ports, stage.callers["communications"])}
    courriels = {user.key: user.email for user in USERS}
    for by, name, position, user in DESIGNATED:
        if name not in known:
            account = courriels[user] if user else ""
            new = NewDesignation(
                name,
                position,
                "Direction fictive des services à la communauté",
                "Page Facebook fictive",
                stage.today,
                stage.day(365),
                account,
            )
            designate(stage.ports, stage.callers[by], new)


def _enter_texts(stage: Stage) -> None:
    ports, communications, legal = stage.ports, stage.callers["communications"], stage.callers["legal"]
    known = {one.name: one for one in list_policies(ports, communications)}
    if "netiquette" not in known:
        new = NewPolicy("netiquette", "Nétiquette fictive", stage.today, PolicyContent(text=NETIQUETTE))
        known["netiquette"] = draft_policy(ports, communications, new)
    if known["netiquette"].step == "draft":
        approve_policy(ports, legal, known["netiquette"].number)
    if "moderation" not in known:
        lines = PolicyContent(lines=MODERATION)
        new = NewPolicy("moderation", "Liste fictive de modération", stage.day(7), lines)
        draft_policy(ports, communications, new)
