"""What happened to an authorization, act by act, as far as the role may know."""

from __future__ import annotations

from typing import Annotated

from service.api.calls import CallIn
from service.api.paths import ConsentIn
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry.acts import PastAct
from service.registry.consent_records import ConsentRecord
from service.registry.consents import read_consent
from service.registry.proving import read_history

routes = routes_on("consents")


class ActShown(Shown):
    """One act: what, when, by whom, in which role, through which entrance."""

    kind: str
    at: Stamp
    by: Annotated[str, sealed("user")]
    role: str
    via: str


class History(Shown):
    """All acts, oldest first."""

    items: list[ActShown]
    next: None = None


@routes.get("/consents/{consent_id}/history", **may("change_consents"))
def read(call: CallIn, consent: ConsentIn) -> History:
    """Tell what was done with an authorization, oldest first."""
    _, record = read_consent(call.ports, call.caller, consent)
    acts = read_history(call.ports, call.caller, record.person)
    mine = [past for past in acts if _is_about(past, record)]
    return History(items=[ActShown.of(past.act, call.ports) for past in mine])


def _is_about(past: PastAct, consent: ConsentRecord) -> bool:
    return any(isinstance(one, ConsentRecord) and one.number == consent.number for one in past.records)
