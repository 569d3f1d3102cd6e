"""Proofs that the log holds what was done with an authorization (C2SP tlog-proof)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from service.api.calls import CallIn
from service.api.paths import ConsentIn
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp
from service.ledger.note import encode_base64
from service.registry.log_proofs import ActProof, prove_consent

routes = routes_on("consents")


class ActProofShown(Shown):
    """An act, the entry that the log holds for it, and the proof that it does."""

    kind: str
    at: Stamp
    entry: Annotated[
        str | None,
        Field(description="Base64 of the entry, whose hash is the leaf. Legal and auditors alone have it."),
    ]
    proof: Annotated[
        str | None, Field(description="A .tlog-proof file; null until the next checkpoint covers the act.")
    ]


class ConsentProof(Shown):
    """The proof of each act, oldest first."""

    items: list[ActProofShown]


@routes.get("/consents/{consent_id}/proof", **may("prove_in_log"))
def read_proof(call: CallIn, consent: ConsentIn) -> ConsentProof:
    """Prove that the log holds each act on an authorization, without a word on whose it is."""
    return ConsentProof(items=[_shown(one) for one in prove_consent(call.ports, call.caller, consent)])


def _shown(one: ActProof) -> ActProofShown:
    entry = None if one.entry is None else encode_base64(one.entry)
    return ActProofShown(kind=one.kind, at=one.at, entry=entry, proof=one.proof)
