"""Which screens each role finds in its menu, and where it starts."""

from __future__ import annotations

from typing import Final

from service.web.rendering import Screen

ASK: Final = ("/qui-peut-paraitre", "screen.ask")
WHERE: Final = ("/ou-peut-elle-paraitre", "screen.where")
DASHBOARD: Final = ("/tableau-de-bord", "screen.dashboard")
CHECK_POST: Final = ("/verifier-une-publication", "screen.check_post")
EVENTS: Final = ("/evenements", "screen.events")
POSTS: Final = ("/publications", "screen.posts")
TAKEDOWNS: Final = ("/publications-a-retirer", "screen.takedowns")
POST_REVIEW: Final = ("/publications-revues", "screen.post_review")
INSTITUTIONAL: Final = ("/autorisations-institutionnelles", "screen.institutional")
REQUEST: Final = ("/demander-une-autorisation", "screen.request")
DESK: Final = ("/a-faire", "screen.todo")
SCAN: Final = ("/numeriser", "screen.scan")
NEW: Final = ("/autorisations/nouvelle", "screen.new")
PRINT: Final = ("/imprimer", "screen.print")
WITHDRAW: Final = ("/retrait", "screen.withdraw")
PEOPLE: Final = ("/personnes", "screen.people")
USERS: Final = ("/equipe-et-comptes", "screen.users")
FORMS: Final = ("/gabarits", "screen.forms")
MESSAGES: Final = ("/messages", "screen.messages")
HOOKS: Final = ("/integrations", "screen.hooks")
QUEUE: Final = ("/a-traiter", "screen.queue")
MINORS: Final = ("/dossiers", "screen.minors")
ORDERS: Final = ("/ordonnances", "screen.orders")
DEADLINES: Final = ("/echeances", "screen.deadlines")
REVIEWS: Final = ("/decisions", "screen.reviews")
JOURNAL: Final = ("/journal", "screen.journal")
ALERTS: Final = ("/alertes-d-acces", "screen.alerts")
EXCEPTIONS: Final = ("/acces-d-exception", "screen.exceptions")
RECONSTRUCT: Final = ("/reconstituer", "screen.reconstruct")
INCIDENTS: Final = ("/incidents", "screen.incidents")
CONTROLS: Final = ("/controle-mensuel", "screen.controls")
POLICIES: Final = ("/politiques", "screen.policies")

MENUS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "publisher": (
        ASK,
        WHERE,
        EVENTS,
        CHECK_POST,
        POSTS,
        TAKEDOWNS,
        REQUEST,
        INSTITUTIONAL,
        DASHBOARD,
        POLICIES,
    ),
    "communications": (
        DESK,
        SCAN,
        NEW,
        PRINT,
        WITHDRAW,
        PEOPLE,
        EVENTS,
        ASK,
        WHERE,
        CHECK_POST,
        TAKEDOWNS,
        POST_REVIEW,
        USERS,
        INSTITUTIONAL,
        POLICIES,
        DASHBOARD,
    ),
    "legal": (
        QUEUE,
        MINORS,
        ORDERS,
        DEADLINES,
        REVIEWS,
        EXCEPTIONS,
        RECONSTRUCT,
        PEOPLE,
        SCAN,
        NEW,
        WITHDRAW,
        EVENTS,
        ASK,
        WHERE,
        FORMS,
        INSTITUTIONAL,
        POLICIES,
    ),
    "admin": (FORMS, MESSAGES, HOOKS, USERS, POLICIES),
    "auditor": (JOURNAL, ALERTS, EXCEPTIONS, RECONSTRUCT, INCIDENTS, CONTROLS, POLICIES),
    "quality": (INCIDENTS, CONTROLS, RECONSTRUCT, EXCEPTIONS, POST_REVIEW, POLICIES),
}
_STEPS: Final = {
    **dict.fromkeys(("signatures", "usages", "document", "verifier"), NEW[0]),
    "retrait": WITHDRAW[0],
}
"""Which screen the last part of an authorization's address belongs to."""

NOWHERE: Final = "/accueil"
"""Where a role without screens arrives."""


def home_of(role: str) -> str:
    """Return the first screen of a role."""
    menu = MENUS.get(role)
    return menu[0][0] if menu else NOWHERE


def screens_of(role: str, path: str) -> tuple[Screen, ...]:
    """Return the menu of a role, with the screen that a path belongs to marked."""
    menu = MENUS.get(role, ())
    path = _STEPS.get(path.rpartition("/")[2], path) if path.startswith("/autorisations/") else path
    met = [entry for entry, _ in menu if path == entry or path.startswith(f"{entry}/")]
    current = max(met, key=len, default=None)
    return tuple(Screen(entry, key, entry == current) for entry, key in menu)
