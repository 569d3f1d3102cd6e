"""Versions of policies to test the pages on: drafted by communications, approved by legal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from service.registry.moments import today
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.policies import NewPolicy, approve_policy, draft_policy
from service.registry.policy_contents import ModerationLine, PolicyContent

if TYPE_CHECKING:
    from service.registry.policy_records import PolicyRecord
    from tests.web.establishment import Establishment

TEXT = PolicyContent(text="Publiez avec une autorisation.\nRestez courtois.")
LINES = PolicyContent(lines=(ModerationLine("hide", "Injure"), ModerationLine("pass_on", "Menace")))


def drafted(e: Establishment, name: str = "netiquette", days: int = 0, **more: object) -> PolicyRecord:
    """Have communications draft a version that begins in so many days."""
    new: dict[str, object] = {
        "title": "Liste de modération" if name == "moderation" else "Nétiquette",
        "starts_on": today(e.ports) + timedelta(days=days),
        "content": LINES if name == "moderation" else TEXT,
        "changed": "Le ton.",
        "concerns": ("staff",),
    }
    return draft_policy(e.ports, e.users["communications"], NewPolicy(name, **{**new, **more}))  # type: ignore[arg-type] # fields of a version


def approved(e: Establishment, name: str = "netiquette", days: int = 0, **more: object) -> PolicyRecord:
    """Have legal approve such a version."""
    return approve_policy(e.ports, e.users["legal"], drafted(e, name, days, **more).number)


def address(e: Establishment, record: PolicyRecord) -> str:
    """Return the page of a version."""
    return f"/politiques/{e.ports.references.seal('policy', record.number)}"


def responsable(e: Establishment, name: str, email: str | None = None) -> PersonRecord:
    """Register somebody who answers for a resource."""
    new = NewPerson(Names(name), (RolePeriod("rirtf"),), adult_attested=True, email=email)
    return register_person(e.ports, e.users["communications"], new)


def policy_of(e: Establishment) -> str:
    """Have a second version of the moderation list approved, for responsables; return its reference."""
    approved(e, "moderation", concerns=())
    lines = (*LINES.lines, ModerationLine("remove", "Adresse d'une personne"))
    record = approved(e, "moderation", content=PolicyContent(lines=lines), concerns=("rirtf",))
    return e.ports.references.seal("policy", record.number)
