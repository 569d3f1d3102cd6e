"""Whoever comes by a poster: says who they are, signs as a new person, and waits to be looked at.

Nothing tells whether the registry knew them: a new record is always made, and kept apart. It is found by no
name, and counts for no namesake, until somebody of the house confirms it (see `doubles`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from service.domain.ages import MAJORITY, age_on
from service.domain.names import fold_words
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.messages import is_address, plain_number
from service.registry.moments import today
from service.registry.people import NewPerson, made_person
from service.registry.people_records import Names, RolePeriod
from service.registry.recording import Change, changing
from service.registry.signing_invitations import open_invitation
from service.registry.signing_sessions import IDLE_ELSEWHERE, SigningSession, open_session, signer
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from service.registry.forms import FormVersion
    from service.registry.invitation_records import InvitationRecord
    from service.registry.ports import Ports

ROLES: Final = ("attendee", "visitor", "volunteer", "relative", "user")
LONGEST_NAME: Final = 120


class TooYoung(Invalid):
    """Whoever comes is a minor: a parent signs with them, and someone of the house helps."""

    def __init__(self) -> None:
        super().__init__(Fault("/birth_date", "FOR_ADULTS"))


def read_poster(ports: Ports, number: int) -> tuple[InvitationRecord, FormVersion]:
    """Read a poster that still takes answers, changing nothing. Raises `NotFound` for any other."""
    with ports.store.reading() as reader:
        poster = open_invitation(reader, number, ports.clock())
    form = ports.forms.find(poster.form, poster.version)
    if poster.kind != "poster" or form is None:
        raise NotFound
    return poster, form


def roles_for(form: FormVersion) -> tuple[str, ...]:
    """List what those who come may say they are."""
    return tuple(role for role in ROLES if role in form.roles) or form.roles


def arrive(ports: Ports, number: int, said: Mapping[str, str], language: str, *, shared: bool = False) -> str:
    """Let whoever says who they are begin to answer; return their session's secret.

    `said`: name, birth_date or adult ("yes"), email or phone, role. Nothing of it is kept unless they
    sign. `shared`: on a tablet of the house.
    """
    poster, form = read_poster(ports, number)
    _check(ports, form, said)
    now = ports.clock()
    session = SigningSession(
        digest=b"",
        invitation=poster.number,
        identified="not_identified",
        form_token="",
        shown_at=now,
        expires_at=now + IDLE_ELSEWHERE,
        language=language,
        shared=shared,
        poster=True,
        newcomer={key: text.strip() for key, text in said.items() if text.strip()},
    )
    with changing(ports, signer(language)) as change:
        return open_session(ports, change.writer, session)


def register_newcomer(change: Change, said: Mapping[str, str], language: str) -> int:
    """Register who came, apart from everybody known, within the change that keeps their signature."""
    born = said.get("birth_date")
    new = NewPerson(
        names=Names(said["name"]),
        roles=(RolePeriod(said["role"]),),
        birth_date=date.fromisoformat(born) if born else None,
        adult_attested=said.get("adult") == "yes",
        language=language,
        email=said.get("email"),
        phone=said.get("phone"),
    )
    made, legal = made_person(change, new)
    person = replace(made, unconfirmed=True)
    change.put("person_registered", person.number, person, legal)
    return person.number


def _check(ports: Ports, form: FormVersion, said: Mapping[str, str]) -> None:
    check_texts(dict(said))
    faults = [*_name_faults(said), *_contact_faults(said)]
    if said.get("role") not in roles_for(form):
        faults.append(Fault("/role", "ROLE_NEEDED"))
    if faults:
        raise Invalid(*faults)
    born = date.fromisoformat(said["birth_date"]) if said.get("birth_date") else None
    if born and born > today(ports):
        raise Invalid(Fault("/birth_date", "IN_THE_FUTURE"))
    if born and age_on(born, today(ports), ports.policy.config.feb29_rule) < MAJORITY:
        raise TooYoung


def _name_faults(said: Mapping[str, str]) -> Iterator[Fault]:
    if not fold_words(said.get("name", "")):
        yield Fault("/name", "MISSING")
    if len(said.get("name", "")) > LONGEST_NAME:
        yield Fault("/name", "TOO_LONG")
    if not (said.get("birth_date") or said.get("adult") == "yes"):
        yield Fault("/birth_date", "ADULT_OR_BIRTH")


def _contact_faults(said: Mapping[str, str]) -> Iterator[Fault]:
    email, phone = said.get("email", ""), said.get("phone", "")
    if not (email or phone):
        yield Fault("/email", "CONTACT_NEEDED")
    if email and not is_address(email):
        yield Fault("/email", "BAD_EMAIL")
    if phone and not plain_number(phone):
        yield Fault("/phone", "BAD_PHONE")
