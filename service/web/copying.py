"""Copying a paper: signatures and answers from the page to the registry's values, and back to the page."""

from __future__ import annotations

from typing import Final

from service.domain.vocabulary import CHANNELS, EVIDENCE, MEDIA, PURPOSES
from service.registry.consent_checks import METHODS
from service.registry.consent_records import ConsentRecord, Establishes, Outcomes, SignatureRecord
from service.registry.forms import FormVersion, Use
from service.registry.outcomes import Choice, blocks_of
from service.web.filled import Filled
from service.web.paper import UNREADABLE, ShownSlot

REFUSAL: Final = (Outcomes(MEDIA, CHANNELS, PURPOSES, "no"),)
ESTABLISHED: Final = ("opt_in", "free", "informed", "distinct")
ANSWERS: Final = ("yes", "yes_with_limits", "no", UNREADABLE)
Values = dict[str, tuple[str, ...]]


def read_signatures(form: Filled, slots: list[ShownSlot]) -> tuple[SignatureRecord, ...]:
    """Read the signatures that are on the paper; a slot without a name was left empty there."""
    signatures = tuple(_signature(form, slot) for slot in slots if form.sent.text(f"name-{slot.key}"))
    if not signatures:
        form.slip(f"name-{slots[0].key}", "SIGNATURE_NEEDED")
    return signatures


def read_answers(form: Filled, paper: FormVersion) -> dict[str, object]:
    """Read what the paper grants, as the fields of a draft; an empty box means no."""
    sent = form.sent
    establishes = {name: sent.text(f"states-{name}") == "yes" for name in ESTABLISHED}
    changes: dict[str, object] = {
        "outcomes": REFUSAL if paper.kind == "refusal" else _outcomes(form, paper),
        "limits": form.choices("limits", _codes(paper, "limit"), needed=False),
        "covers_health": sent.text("covers_health") == "yes",
        "activity": sent.some("activity"),
        "valid_from": form.day_if_any("valid_from"),
        "valid_until": form.day_if_any("valid_until"),
        "survives_death": sent.ticked("survives_death"),
    }
    if paper.group("establishes"):
        changes["establishes"] = Establishes(**establishes)
    limited = any(form.sent.text(f"use-{use.key}") == "yes_with_limits" for use in paper.uses)
    if limited and not changes["limits"]:
        form.slip("limits", "LIMITS_NEEDED")
    return changes


def typed_signatures(consent: ConsentRecord, slots: list[ShownSlot], name: str) -> Values:
    """Return signatures as the page holds them; a new one begins with the person's name, on paper."""
    values: Values = {}
    left = list(consent.signatures)
    for slot in slots:
        met = next((one for one in left if one.signer in slot.signers), None)
        if met is None:
            values |= {f"method-{slot.key}": ("paper",)}
            if slot.signers == ("self",) and not consent.signatures:
                values |= {f"name-{slot.key}": (name,)}
            continue
        left.remove(met)
        values |= {
            f"name-{slot.key}": (met.name,),
            f"on-{slot.key}": (met.signed_on.isoformat(),),
            f"signer-{slot.key}": (met.signer,),
            f"evidence-{slot.key}": (met.evidence,),
            f"method-{slot.key}": (met.method,),
        }
    return values


def typed_answers(consent: ConsentRecord, paper: FormVersion) -> Values:
    """Return answers as the page holds them; nothing is ticked on a paper not yet copied."""
    granted = [block for block in consent.outcomes if block.answer != "no"]
    values: Values = {
        "media": tuple(medium for medium in MEDIA if any(medium in block.media for block in granted)),
        "purposes": tuple(code for code in PURPOSES if any(code in block.purposes for block in granted)),
        "channels": tuple(code for code in CHANNELS if any(code in block.channels for block in granted)),
        "limits": consent.limits,
        "activity": (consent.activity,) if consent.activity else (),
        "valid_from": (consent.valid_from.isoformat(),) if consent.valid_from else (),
        "valid_until": (consent.valid_until.isoformat(),) if consent.valid_until else (),
        "survives_death": ("yes",) if consent.survives_death else (),
    }
    if consent.outcomes:
        values["covers_health"] = ("yes" if consent.covers_health else "no",)
        values |= {f"use-{use.key}": (_answer_to(consent, use),) for use in paper.uses}
        if paper.group("establishes"):
            values |= _typed_establishes(consent.establishes)
    return values


def _typed_establishes(establishes: Establishes) -> Values:
    said = {name: getattr(establishes, name) for name in ESTABLISHED}
    return {f"states-{name}": ("yes" if value else "no",) for name, value in said.items()}


def _signature(form: Filled, slot: ShownSlot) -> SignatureRecord:
    sent, key = form.sent, slot.key
    alone = slot.signers[0] if len(slot.signers) == 1 else None
    signed_on = form.day(f"on-{key}")  # read in the order of the page: slips are listed in it
    signer = alone or form.choice(f"signer-{key}", slot.signers)
    evidence = form.choice_if_any(f"evidence-{key}", EVIDENCE) or "none"
    method = form.choice(f"method-{key}", METHODS)
    return SignatureRecord(
        signer=signer,
        name=sent.text(f"name-{key}"),
        signed_on=signed_on,
        method=next((one for one in METHODS if one == method), "paper"),
        evidence=evidence,
    )


def _outcomes(form: Filled, paper: FormVersion) -> tuple[Outcomes, ...]:
    ticked = form.choices("media", _codes(paper, "media"), needed=False)
    if not paper.uses:
        return _product(form, paper, ticked)
    answers = {use: form.choice_if_any(f"use-{use.key}", ANSWERS) or "no" for use in paper.uses}
    return blocks_of(
        Choice(medium, channel, use.purpose, answer if medium in ticked else "no")  # type: ignore[arg-type] # one of ANSWERS
        for use, answer in answers.items()
        for channel in use.channels
        for medium in _codes(paper, "media")
    )


def _product(form: Filled, paper: FormVersion, media: tuple[str, ...]) -> tuple[Outcomes, ...]:
    purposes = form.choices("purposes", _codes(paper, "purpose"))
    channels = form.choices("channels", _codes(paper, "channel"))
    if not media:
        form.slip("media", "MISSING_CHOICE")
    return (Outcomes(media, channels, purposes, "yes"),)


def _codes(paper: FormVersion, group: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for field in paper.group(group) for code in field.codes))


def _answer_to(consent: ConsentRecord, use: Use) -> str:
    met = [
        block.answer
        for block in consent.outcomes
        if use.purpose in block.purposes and use.channels[0] in block.channels
    ]
    return next((answer for answer in met if answer != "no"), "no")
