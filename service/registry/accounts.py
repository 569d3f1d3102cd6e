"""Users, the link by which they set a password, their sessions and tokens."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.account_records import (
    NEVER_WITH_PUBLISHER,
    ROLES,
    Caller,
    LinkRecord,
    SessionRecord,
    TokenRecord,
    UserRecord,
)
from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.registry.permissions import MAY, check_may
from service.registry.recording import Change, changing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.ports import Ports
    from service.registry.storing import Writer

LINK_LASTS: Final = timedelta(hours=24)
SESSION_LASTS: Final = timedelta(hours=12)
IDLE: Final = timedelta(minutes=30)
FEWEST_CHARACTERS: Final = 12
MOST_CHARACTERS: Final = 200
TRIES: Final = 5
COURRIEL: Final = re.compile(r"[^\s@]+@[^\s@]+")
SIGN: Final = "aval_"
"""How every token begins, so that a leaked one is recognised."""


def add_user(
    ports: Ports,
    caller: Caller,
    name: str,
    roles: tuple[str, ...],
    email: str | None = None,
    direction: str | None = None,
) -> UserRecord:
    """Add a user, or a technical one (no courriel) that only tokens act for."""
    check_may(caller, "manage_users")
    _check_roles(roles)
    _check_named(name, email)
    with changing(ports, caller) as change:
        if email is not None and change.writer.load_user_by_email(email) is not None:
            raise Conflict("ALREADY_THERE")
        number = change.writer.next_number("user")
        user = UserRecord(
            number, name, tuple(dict.fromkeys(roles)), ports.clock(), email=email, direction=direction
        )
        change.put("user_added", None, user)
    return user


def change_user(
    ports: Ports,
    caller: Caller,
    number: int,
    *,
    roles: tuple[str, ...] | None = None,
    disabled: bool | None = None,
) -> UserRecord:
    """Change roles, or disable: every session of the user ends at once."""
    check_may(caller, "manage_users")
    if roles is not None:
        _check_roles(roles)
    with changing(ports, caller) as change:
        user = _user(change.writer, number)
        changed = replace(
            user,
            roles=user.roles if roles is None else roles,
            disabled=user.disabled if disabled is None else disabled,
        )
        change.put("user_changed", None, changed)
        change.writer.end_sessions(number)
    return changed


def set_duty(ports: Ports, caller: Caller, email: str, accounts: tuple[str, ...]) -> UserRecord:
    """Say which pages and accounts a user takes posts down from (`*`: all; none: not on duty).

    Raises `Invalid` for a user whose roles may not: messages about posts to take down go to whoever can.
    """
    check_may(caller, "set_duty")
    check_texts({"duty": " ".join(accounts)})
    with changing(ports, caller) as change:
        user = change.writer.load_user_by_email(email)
        if user is None:
            raise NotFound
        if accounts and not MAY["take_down"] & set(user.roles):
            raise Invalid(Fault("/duty", "NOT_IN_LIST", ", ".join(sorted(MAY["take_down"]))))
        changed = replace(user, duty=tuple(dict.fromkeys(one.strip() for one in accounts if one.strip())))
        change.put("user_changed", None, changed)
    return changed


def issue_link(ports: Ports, caller: Caller, number: int) -> str:
    """Return the secret of a one-time link (24 h) by which the user sets a password."""
    check_may(caller, "manage_users")
    secret = ports.random(32).hex()
    with changing(ports, caller) as change:
        _user(change.writer, number)
        change.writer.put_link(LinkRecord(digest(secret), number, ports.clock() + LINK_LASTS))
    return secret


def set_password(ports: Ports, secret: str, password: str) -> UserRecord:
    """Set the password by a one-time link, which is then used up. Raises `NotFound` for a spent link."""
    if not FEWEST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        raise Invalid(Fault("/password", "LENGTH", str(FEWEST_CHARACTERS)))
    hashed = ports.passwords.hash(password)
    with ports.store.writing() as writer:
        link = writer.load_link(digest(secret))
        if link is None or link.expires_at < ports.clock():
            raise NotFound
        user = replace(_user(writer, link.user), password_hash=hashed, failures=0, locked_until=None)
        own = Caller(user.number, user.name, user.roles[0], "page")
        Change(ports, own, writer).put("user_changed", None, user)
        writer.end_link(link.digest)
        writer.end_sessions(user.number)
    return user


def link_is_open(ports: Ports, secret: str) -> bool:
    """Tell whether a one-time link can still be used."""
    with ports.store.reading() as reader:
        link = reader.load_link(digest(secret))
    return link is not None and link.expires_at >= ports.clock()


def sign_in(ports: Ports, email: str, password: str) -> str | None:
    """Open a session and return its id, or None: one answer for a wrong password and an unknown account.

    After five failures each try must wait, twice as long each time.
    """
    now = ports.clock()
    with ports.store.reading() as reader:
        user = reader.load_user_by_email(email)
    right = ports.passwords.matches(user.password_hash if user else None, password)
    if user is None or user.disabled:
        return None
    if user.locked_until is not None and now < user.locked_until:
        return None
    if not right:
        _note_failure(ports, user, now)
        return None
    return _open_session(ports, user, user.roles[0])


def session_caller(ports: Ports, session_id: str) -> tuple[Caller, SessionRecord] | None:
    """Return who a session stands for, and keep it awake; None when it has ended."""
    now = ports.clock()
    with ports.store.reading() as reader:
        session = reader.load_session(digest(session_id))
        user = reader.load_user(session.user) if session else None
    if session is None or user is None or user.disabled or session.role not in user.roles:
        return None
    idle = SESSION_LASTS if session.role == "publisher" else IDLE
    if now - session.started_at > SESSION_LASTS or now - session.seen_at > idle:
        return None
    if now - session.seen_at > timedelta(minutes=1):
        with ports.store.writing() as writer:
            writer.put_session(replace(session, seen_at=now))
    return Caller(user.number, user.name, session.role, "page", user.language), session


def choose_role(ports: Ports, session_id: str, role: str) -> str:
    """Work in another of one's roles: a new session takes the place of the old one."""
    with ports.store.reading() as reader:
        session = reader.load_session(digest(session_id))
        user = reader.load_user(session.user) if session else None
    if session is None or user is None or role not in user.roles:
        raise NotAllowed
    sign_out(ports, session_id)
    return _open_session(ports, user, role)


def sign_out(ports: Ports, session_id: str) -> None:
    """End a session."""
    with ports.store.writing() as writer:
        session = writer.load_session(digest(session_id))
        if session is not None:
            writer.end_sessions(session.user, session.digest)


def create_token(ports: Ports, caller: Caller, name: str, role: str, email: str | None = None) -> str:
    """Return a new token's secret, shown once. Without a courriel, a technical user of that name is made."""
    check_may(caller, "manage_users")
    _check_roles((role,))
    _check_named(name, email)
    if email is None:
        user = add_user(ports, caller, name, (role,))
    else:
        with ports.store.reading() as reader:
            known = reader.load_user_by_email(email)
        if known is None or role not in known.roles:
            raise NotFound
        user = known
    secret = SIGN + ports.random(32).hex()
    with changing(ports, caller) as change:
        change.writer.put_token(TokenRecord(digest(secret), user.number, role, name, ports.clock()))
    return secret


def token_caller(ports: Ports, secret: str, via: str) -> Caller | None:
    """Return who a token stands for; None when it is unknown, revoked, or its user disabled."""
    with ports.store.reading() as reader:
        held = reader.load_holder(digest(secret))
    if held is None:
        return None
    token, user = held
    if token.revoked_at is not None or user.disabled or token.role not in user.roles:
        return None
    ports.store.touch_token(token.digest, ports.clock())
    return Caller(user.number, user.name, token.role, via, user.language)


CLOCKWORK: Final = Caller(0, "clockwork", "operator", "schedule")
"""What happens by the hour acts under its own name, for nobody."""


def operator(name: str = "operator") -> Caller:
    """Return the local operator, who acts by commands on the machine itself; user number 0."""
    return Caller(0, name, "operator", "command")


def digest(secret: str) -> bytes:
    """Return the SHA-256 under which a secret is kept."""
    return sha256(secret.encode()).digest()


def _open_session(ports: Ports, user: UserRecord, role: str) -> str:
    secret = ports.random(32).hex()
    now = ports.clock()
    session = SessionRecord(digest(secret), user.number, role, ports.random(16).hex(), now, now)
    caller = Caller(user.number, user.name, role, "page")
    with changing(ports, caller) as change:
        if user.failures:
            change.put("user_changed", None, replace(user, failures=0, locked_until=None))
        change.writer.put_session(session)
    return secret


def _note_failure(ports: Ports, user: UserRecord, now: datetime) -> None:
    failures = user.failures + 1
    wait = timedelta(seconds=2 ** min(failures - TRIES, 10)) if failures >= TRIES else None
    changed = replace(user, failures=failures, locked_until=now + wait if wait else None)
    with changing(ports, Caller(user.number, user.name, "none", "page")) as change:
        change.put("user_changed", None, changed)


def _user(writer: Writer, number: int) -> UserRecord:
    user = writer.load_user(number)
    if user is None:
        raise NotFound
    return user


def _check_roles(roles: tuple[str, ...]) -> None:
    check_codes(*each_code("/roles", roles, ROLES))
    if not roles:
        raise Invalid(Fault("/roles", "MISSING"))
    if "publisher" in roles and NEVER_WITH_PUBLISHER & set(roles):
        raise Invalid(Fault("/roles", "PUBLISHER_APART"))


def _check_named(name: str, email: str | None) -> None:
    check_texts({"name": name, "email": email})
    faults = [] if name.strip() else [Fault("/name", "MISSING")]
    if email is not None and not COURRIEL.fullmatch(email):
        faults.append(Fault("/email", "BAD_VALUE", "ana@exemple.qc.ca"))
    if faults:
        raise Invalid(*faults)
