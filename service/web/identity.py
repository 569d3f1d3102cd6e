"""Reading who a person is, the same way to register and to change."""

from __future__ import annotations

from datetime import date
from typing import Final, TypedDict

from service.domain.vocabulary import ROLES
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.web.filled import Filled

LANGUAGES: Final = ("fr", "en")
FIELDS: Final = {
    "/names": "display",
    "/names/given": "given",
    "/names/family": "family",
    "/names/others": "others",
    "/roles": "roles",
    "/birth_date": "birth_date",
    "/email": "email",
    "/phone": "phone",
    "/staff_number": "staff_number",
    "/language": "language",
}


class Identity(TypedDict):
    """What pages ask of a person's identity."""

    names: Names
    roles: tuple[RolePeriod, ...]
    birth_date: date | None
    adult_attested: bool
    language: str
    email: str | None
    phone: str | None
    staff_number: str | None
    in_public_function: bool


def read_identity(form: Filled, before: PersonRecord | None = None) -> Identity:
    """Read a person's identity; roles already held keep their dates."""
    sent = form.sent
    others = tuple(one.strip() for one in sent.text("others").split(",") if one.strip())
    names = Names(form.text("display"), sent.some("given"), sent.some("family"), others)
    born = form.day_if_any("birth_date")
    attested = sent.ticked("adult_attested")
    if not (sent.some("birth_date") or attested):
        form.slip("birth_date", "AGE_NEEDED")
    roles = form.choices("roles", ROLES)
    email = sent.some("email")
    if email and "@" not in email.strip("@"):
        form.slip("email", "BAD_EMAIL")
    return Identity(
        names=names,
        roles=_periods(roles, before),
        birth_date=born,
        adult_attested=attested,
        language=form.choice("language", LANGUAGES),
        email=email,
        phone=sent.some("phone"),
        staff_number=sent.some("staff_number"),
        in_public_function=sent.ticked("in_public_function"),
    )


def typed_identity(person: PersonRecord) -> dict[str, tuple[str, ...]]:
    """Return a person's identity as the form would hold it."""
    names = person.names
    values = {
        "revision": str(person.revision),
        "display": names.display,
        "given": names.given,
        "family": names.family,
        "others": ", ".join(names.others),
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "adult_attested": "yes" if person.adult_attested else None,
        "language": person.language,
        "email": person.email,
        "phone": person.phone,
        "staff_number": person.staff_number,
        "in_public_function": "yes" if person.in_public_function else None,
    }
    typed = {name: (value,) for name, value in values.items() if value}
    return {**typed, "roles": tuple(period.role for period in person.roles)}


def _periods(roles: tuple[str, ...], before: PersonRecord | None) -> tuple[RolePeriod, ...]:
    held = {period.role: period for period in before.roles} if before else {}
    return tuple(held.get(role, RolePeriod(role)) for role in roles)
