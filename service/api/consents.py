"""Authorizations: registered as signed, confirmed, withdrawn, suspended; their originals and history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastapi import Request, Response

from service.api.calls import Call, CallIn
from service.api.consents_given import ConfirmationGiven, ConsentGiven, WithdrawalGiven
from service.api.consents_shown import ConsentShown, show_consent
from service.api.fields import Nothing
from service.api.mending import pointing
from service.api.paths import ConsentIn
from service.api.revisions import IfMatch, revision_in, tag
from service.api.routes import may, routes_on
from service.api.shown import Printed, Shown, Stamp
from service.registry import consents, withdrawing
from service.registry.consent_records import ConsentRecord
from service.registry.ports import Ports
from service.registry.withdrawing import Withdrawn

routes = routes_on("consents")
PLACES: Final = {"/outcomes": "/choices"}


class WithdrawalDone(Shown):
    """When the withdrawal took effect, and the takedowns to do."""

    withdrawn_at: Stamp
    takedowns: list[str]
    consent_id: Printed
    status: str


@routes.post("/consents", status_code=201, **may("change_consents"))
def register_consent(call: CallIn, given: ConsentGiven, request: Request, response: Response) -> ConsentShown:
    """Register a signed form; it is not in force until confirmed."""
    new = given.new_consent(call.number("person", given.person_id))
    with pointing(PLACES):
        consent = _once(call, lambda ports: consents.register_consent(ports, call.caller, new))
    shown = _show(call, consent, response)
    response.headers["Location"] = f"{request.url.path}/{shown.id}"
    return shown


@routes.get("/consents/{consent_id}", **may("change_consents"))
def read_consent(call: CallIn, consent: ConsentIn, response: Response) -> ConsentShown:
    """Read one authorization."""
    return _show(call, _read(call, consent), response)


@routes.post("/consents/{consent_id}/confirmation", **may("change_consents"))
def confirm_consent(
    call: CallIn,
    consent: ConsentIn,
    response: Response,
    given: ConfirmationGiven | None = None,
    if_match: IfMatch = None,
) -> ConsentShown:
    """Confirm a form a human has read: it counts from now on."""
    revision = revision_in(if_match)

    def confirm(ports: Ports) -> ConsentRecord:
        return consents.confirm_consent(
            ports, call.caller, consent, verified=bool(given and given.verified), revision=revision
        )

    with pointing(PLACES):
        return _show(call, _once(call, confirm), response)


@routes.post("/consents/{consent_id}/withdrawal", **may("withdraw"))
def withdraw_consent(call: CallIn, consent: ConsentIn, given: WithdrawalGiven) -> WithdrawalDone:
    """Withdraw: once this is answered, nothing may rest on what was taken back."""
    new = given.new_withdrawal()
    done = call.once(
        lambda ports: withdrawing.withdraw_consent(ports, call.caller, consent, new),
        _withdrawal_kept,
        lambda kept: _withdrawal_again(call, kept),
    )
    shown = show_consent(call.ports, done.consent)
    return WithdrawalDone(
        withdrawn_at=done.withdrawn_at,
        takedowns=[call.seal("takedown", number) for number in done.takedowns],
        consent_id=shown.id,
        status=shown.status,
    )


@routes.post("/consents/{consent_id}/suspension", **may("change_consents"))
def suspend_consent(
    call: CallIn, consent: ConsentIn, response: Response, _: Nothing | None = None, if_match: IfMatch = None
) -> ConsentShown:
    """Suspend: until resumed it reads as withdrawn."""
    revision = revision_in(if_match)
    done = _once(call, lambda ports: consents.suspend_consent(ports, call.caller, consent, revision))
    return _show(call, done, response)


@routes.post("/consents/{consent_id}/resumption", **may("change_consents"))
def resume_consent(
    call: CallIn, consent: ConsentIn, response: Response, _: Nothing | None = None, if_match: IfMatch = None
) -> ConsentShown:
    """Resume a suspended authorization."""
    revision = revision_in(if_match)
    done = _once(call, lambda ports: consents.resume_consent(ports, call.caller, consent, revision))
    return _show(call, done, response)


@routes.post("/consents/{consent_id}/invalidation", **may("invalidate"))
def invalidate_consent(
    call: CallIn, consent: ConsentIn, response: Response, _: Nothing | None = None, if_match: IfMatch = None
) -> ConsentShown:
    """Invalidate for a defect in law."""
    revision = revision_in(if_match)
    done = _once(call, lambda ports: consents.invalidate_consent(ports, call.caller, consent, revision))
    return _show(call, done, response)


@routes.post("/consents/{consent_id}/entered-in-error", **may("change_consents"))
def mark_entered_in_error(
    call: CallIn, consent: ConsentIn, response: Response, _: Nothing | None = None, if_match: IfMatch = None
) -> ConsentShown:
    """Say that the entry itself was a mistake."""
    revision = revision_in(if_match)
    done = _once(call, lambda ports: consents.mark_entered_in_error(ports, call.caller, consent, revision))
    return _show(call, done, response)


def _once(call: Call, act: Callable[[Ports], ConsentRecord]) -> ConsentRecord:
    return call.once(act, lambda consent: consent.id, lambda kept: _read(call, kept))


def _read(call: Call, consent: str) -> ConsentRecord:
    return consents.read_consent(call.ports, call.caller, consent)[1]


def _show(call: Call, consent: ConsentRecord, response: Response) -> ConsentShown:
    tag(response, consent.revision)
    return show_consent(call.ports, consent)


def _withdrawal_kept(done: Withdrawn) -> str:
    takedowns = ",".join(map(str, done.takedowns))
    return f"{done.consent.id} {len(done.consent.withdrawals)} {takedowns}"


def _withdrawal_again(call: Call, kept: str) -> Withdrawn:
    consent_id, count, takedowns = kept.split(" ")
    consent = _read(call, consent_id)
    at = consent.withdrawals[int(count) - 1].recorded_at
    return Withdrawn(consent, at, tuple(int(number) for number in takedowns.split(",") if number))
