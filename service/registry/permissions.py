"""Which role may do what: one table for every entrance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.registry.account_records import ROLES
from service.registry.errors import NotAllowed

if TYPE_CHECKING:
    from service.registry.account_records import Caller

FILES: Final = frozenset({"communications", "legal"})
ASKERS: Final = frozenset({"publisher", "communications", "legal"})
LEGAL: Final = frozenset({"legal"})

MAY: Final[dict[str, frozenset[str]]] = {
    "read_people": FILES,
    "change_people": FILES,
    "change_consents": FILES,
    "invite": FILES,
    "sign": frozenset({"person"}),
    "withdraw": FILES | {"person"},
    "print": FILES,
    "read_forms": FILES | {"admin", "operator"},
    "change_forms": FILES,
    "report_signal": FILES,
    "check": ASKERS,
    "check_by_person": FILES,
    "publish": ASKERS,
    "take_down": ASKERS,
    "see_post_review": FILES | {"quality"},
    "review_posts": frozenset({"operator"}),
    "request": ASKERS,
    "read_events": ASKERS,
    "change_events": FILES,
    "answer_requests": FILES,
    "see_dashboard": ASKERS,
    "designate": frozenset({"communications", "admin"}),
    "take_note_of_designations": frozenset({"communications"}),
    "read_policies": frozenset(ROLES),
    "draft_policies": FILES,
    "approve_policies": FILES,
    "follow_policies": FILES,
    "see_team": frozenset({"communications", "admin"}),
    "set_duty": frozenset({"communications", "admin", "operator"}),
    "set_offices": frozenset({"admin", "operator"}),
    "ask_institutional": ASKERS,
    "invalidate": LEGAL,
    "decide_legally": LEGAL,
    "read_legal_file": LEGAL,
    "issue_tokens": ASKERS,
    "sign_receipts": ASKERS | {"auditor"},
    "read_decisions": frozenset({"legal", "auditor"}),
    "see_decisions": frozenset({"legal", "auditor", "quality"}),
    "see_legal_file": frozenset({"legal", "auditor", "quality"}),
    "prove_in_log": FILES | {"auditor"},
    "see_places_in_log": frozenset({"legal", "auditor"}),
    "read_access_log": frozenset({"auditor"}),
    "ask_break_glass": frozenset({"auditor", "quality"}),
    "decide_break_glass": frozenset({"legal", "auditor"}),
    "read_break_glass": frozenset({"legal", "auditor", "quality"}),
    "read_alerts": frozenset({"auditor"}),
    "reconstruct": frozenset({"legal", "auditor", "quality"}),
    "read_mail": FILES | {"admin"},
    "manage_mail": frozenset({"admin", "operator"}),
    "manage_users": frozenset({"admin", "operator"}),
    "declare_incident": frozenset({*ROLES, "person"}),
    "read_incidents": frozenset({"quality", "auditor"}),
    "handle_incidents": frozenset({"quality"}),
    "read_controls": frozenset({"quality", "auditor"}),
    "control": frozenset({"quality"}),
    "manage_webhooks": frozenset({"admin", "operator"}),
}
"""`see_decisions` and `see_legal_file` are the doors of what some read under an exception alone
(`registry/break_glass.py`).

`operator` is whoever runs commands on the machine itself; no token or session has that role.
`person` is whoever signs on screen or visits their own corner: a ticket opens one invitation to them, or the
authorizations of their own contact, and nothing else."""


def can(caller: Caller, action: str) -> bool:
    """Tell whether the caller's role may do this."""
    return caller.role in MAY[action]


def check_may(caller: Caller, action: str) -> None:
    """Raise `NotAllowed` when the caller's role may not do this."""
    if not can(caller, action):
        raise NotAllowed
