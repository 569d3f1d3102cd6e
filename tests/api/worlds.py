"""Someone a publisher asks about, in every way a no can come about, and in the ways a yes can."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.api.office import Body, Office, named, signed

CHILD: Final = "2015-05-05"
NAME: Final = "Noé Roy"


def adult(office: Office) -> str:
    return office.person(NAME)


def unknown(_: Office) -> None:
    return None


def never_asked(office: Office) -> None:
    adult(office)


def refused(office: Office) -> None:
    choice = {"medium": "photo", "channel": "facebook", "purpose": "information", "answer": "no"}
    office.consent(adult(office), media=[], channels=[], purposes=[], choices=[choice])


def refusal_signed(office: Office) -> None:
    choice = {"medium": "photo", "channel": "facebook", "purpose": "information", "answer": "no"}
    office.consent(adult(office), form="refusal", media=[], channels=[], purposes=[], choices=[choice])


def withdrawn(office: Office) -> None:
    withdraw(office, office.consent(adult(office)))


def suspended(office: Office) -> None:
    office.post(f"consents/{office.consent(adult(office))}/suspension", "communications")


def invalidated(office: Office) -> None:
    office.post(f"consents/{office.consent(adult(office))}/invalidation", "legal")


def entered_in_error(office: Office) -> None:
    office.post(f"consents/{office.consent(adult(office))}/entered-in-error", "communications")


def expired(office: Office) -> None:
    office.consent(adult(office), valid_until="2026-10-12")


def not_confirmed(office: Office) -> None:
    office.consent(adult(office), confirmed=False)


def other_channel(office: Office) -> None:
    office.consent(adult(office), channels=["intranet"])


def signature_unverified(office: Office) -> None:
    signature = signed("")["signatures"][0] | {"verified": False}  # type: ignore[index] # a list of one
    office.consent(adult(office), signatures=[signature])


def deceased(office: Office) -> None:
    person = adult(office)
    office.consent(person)
    office.call("PUT", f"people/{person}/deceased", "communications", {"on": "2026-10-01"})


def child_not_yet_checked(office: Office) -> None:
    child(office)


def child_rejected(office: Office) -> None:
    answer(office, child(office), "rejected", "unknown")


def child_protected(office: Office) -> None:
    answer(office, child(office), "accepted", "active")


def order_not_verified(office: Office) -> None:
    person = child(office)
    answer(office, person, "accepted", "active")
    enter(office, person)


def order_stayed(office: Office) -> None:
    order = verified_order(office)
    office.post(f"court-orders/{order}/stay", "legal", {"stayed": True})


def child_cleared(office: Office) -> None:
    answer(office, child(office), "accepted", "none")


def adult_consents(office: Office) -> None:
    office.consent(adult(office))


def order_verified(office: Office) -> None:
    verified_order(office)


NOES: Final[Mapping[str, Callable[[Office], None]]] = {
    world.__name__: world
    for world in (
        unknown,
        never_asked,
        refused,
        refusal_signed,
        withdrawn,
        suspended,
        invalidated,
        entered_in_error,
        expired,
        not_confirmed,
        other_channel,
        signature_unverified,
        deceased,
        child_not_yet_checked,
        child_rejected,
        child_protected,
        order_not_verified,
        order_stayed,
    )
}
YESES: Final = {world.__name__: world for world in (adult_consents, child_cleared, order_verified)}


def asked_in(world: str) -> Body:
    """How a publisher names the person of a world: by name and birth date."""
    is_child = world.startswith(("child", "order"))
    return named(NAME, CHILD) if is_child else named(NAME)


def child(office: Office) -> str:
    """Register a child both of whose parents signed."""
    person = office.person(NAME, birth_date=CHILD)
    signature = signed("")["signatures"][0]  # type: ignore[index] # a list of one
    parents = [{**signature, "signer": "parent", "name": name} for name in ("Ana Roy", "Luc Roy")]
    office.consent(person, form="minor", signatures=parents)
    return person


def answer(office: Office, person: str, outcome: str, protection: str) -> None:
    body = {
        "outcome": outcome,
        "protection": protection,
        "asked_on": "2026-10-01",
        "answered_by": "Répondante",
        "note": "",
    }
    office.post(f"people/{person}/legal-check", "legal", body)


def order_body(person: str, **more: object) -> dict[str, Any]:
    return {
        "court": "CQ_youth",
        "file_number": "100-41-000123-267",
        "order_date": "2026-09-01",
        "person_ids": [person],
        "media": ["photo"],
        "channels": ["facebook"],
        "purposes": ["information"],
        "judge": "L'honorable A. Tremblay",
        "district": "Gaspé",
        **more,
    }


def enter(office: Office, person: str, **more: object) -> str:
    return str(office.post("court-orders", "legal", order_body(person, **more))["id"])


def verified_order(office: Office) -> str:
    person = child(office)
    answer(office, person, "accepted", "active")
    order = enter(office, person)
    body = {"outcome": "verified", "note": "Vu la copie."}
    office.post(f"court-orders/{order}/verification", "legal two", body)
    return order


def withdraw(office: Office, number: str, **more: object) -> dict[str, Any]:
    body = {"received_on": "2026-10-13", "by": "person", "how": "phone", **more}
    withdrawal: dict[str, Any] = office.post(f"consents/{number}/withdrawal", "communications", body)
    return withdrawal
