"""« Équipe et comptes »: who is on duty for which accounts, and who answers for the DCAI and the DG."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.institutional_records import OFFICES
from service.registry.permissions import MAY, check_may
from service.registry.recording import changing, note_view

if TYPE_CHECKING:
    from service.registry.account_records import Caller, UserRecord
    from service.registry.institutional_records import Office
    from service.registry.ports import Ports


def list_team(ports: Ports, caller: Caller) -> tuple[UserRecord, ...]:
    """List who has an account and may take posts down, by name: whom duty and power can be given to."""
    check_may(caller, "see_team")
    note_view(ports, caller, "team_listed", [])
    with ports.store.reading() as reader:
        users = reader.list_users()
    able = [one for one in users if one.email and not one.disabled and MAY["take_down"] & set(one.roles)]
    return tuple(sorted(able, key=lambda one: one.name.casefold()))


def set_offices(ports: Ports, caller: Caller, email: str, offices: tuple[str, ...]) -> UserRecord:
    """Say in the name of which offices a user answers for confidential content; none: no longer."""
    check_may(caller, "set_offices")
    check_codes(*each_code("/offices", offices, OFFICES))
    with changing(ports, caller) as change:
        user = change.writer.load_user_by_email(email)
        if user is None:
            raise NotFound
        if offices and not MAY["ask_institutional"] & set(user.roles):
            raise Invalid(Fault("/offices", "NOT_IN_LIST", ", ".join(sorted(MAY["ask_institutional"]))))
        kept = cast("tuple[Office, ...]", tuple(one for one in OFFICES if one in offices))
        changed = replace(user, offices=kept)
        change.put("user_changed", None, changed)
    return changed
