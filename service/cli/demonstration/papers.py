"""Enters the papers, keeps their originals, confirms them; later, brings each to its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.documents.specimen import Specimen, draw_specimen
from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry import consents
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.outcomes import Choice, blocks_of
from service.registry.withdrawing import NewWithdrawal, withdraw_consent

if TYPE_CHECKING:
    from service.cli.demonstration.cast import Character, Paper
    from service.cli.demonstration.stage import Stage
    from service.registry.consent_records import ConsentRecord
    from service.registry.files import File
    from service.registry.ports import Ports

REFUSED: Final = (Outcomes(MEDIA, CHANNELS, PURPOSES, "no"),)
PART: Final = Outcomes((), ("facebook", "instagram"), (), "no")
"""What a withdrawal in part takes back: every medium and purpose, on these channels."""


def load_papers(stage: Stage) -> None:
    """Enter each paper with its original, confirm it unless it stops before that."""
    for one in stage.progress.over(stage.cast, "Autorisations"):
        file = stage.files[one.known_as]
        for place, paper in enumerate(one.papers):
            _confirm(stage, one, paper, _entered(stage, one, file, place))
    stage.look()


def load_endings(stage: Stage) -> None:
    """Withdraw, suspend, invalidate, mark as entered in error."""
    for one in stage.progress.over(stage.cast, "Retraits"):
        kept = _papers_of(stage.files[one.known_as])
        for paper, consent in zip(one.papers, kept, strict=True):
            _end(stage, paper, consent)
    stage.look()


def _papers_of(file: File) -> list[ConsentRecord]:
    papers = [consent for consent in file.consents if consent.order is None]
    return sorted(papers, key=lambda consent: consent.number)


def _entered(stage: Stage, one: Character, file: File, place: int) -> ConsentRecord:
    """Return the paper as kept, entering it when it is not there yet."""
    kept, paper = _papers_of(file), one.papers[place]
    if place < len(kept):
        return kept[place]
    enter = consents.draft_consent if paper.end == "draft" else consents.register_consent
    return enter(stage.ports, stage.callers["communications"], _new(stage, one, paper))


def _confirm(stage: Stage, one: Character, paper: Paper, consent: ConsentRecord) -> None:
    caller = stage.callers["communications"]
    if consent.state == "signed" and paper.end != "signed":
        consents.confirm_consent(_drawing(stage.ports, one), caller, consent.id, verified=paper.verified)


def _drawing(ports: Ports, one: Character) -> Ports:
    """Draw for the spot check those meant to be drawn, and nobody else."""
    config = replace(ports.policy.config, spot_check_share=float(one.drawn))
    return replace(ports, policy=replace(ports.policy, config=config))


def _new(stage: Stage, one: Character, paper: Paper) -> consents.NewConsent:
    return consents.NewConsent(
        stage.number(one.known_as),
        paper.form,
        one.language,
        tuple(
            SignatureRecord(
                signer.signer, signer.name or one.name, stage.day(paper.signed), "paper", signer.evidence
            )
            for signer in paper.signers
        ),
        _outcomes(stage.ports, paper),
        limits=paper.limits,
        covers_health=paper.covers_health,
        valid_until=None if paper.until is None else stage.day(paper.until),
        activity=paper.activity,
        informed=paper.informed,
        survives_death=paper.survives_death,
        liquidator=paper.liquidator,
        written=paper.written,
        paper_destroyed=paper.paper_destroyed,
        transfer_documented=not paper.paper_destroyed,
        original=_original(stage, one, paper) if paper.document else None,
    )


def _outcomes(ports: Ports, paper: Paper) -> tuple[Outcomes, ...]:
    """Answer each use of the form, for each medium ticked."""
    form = ports.forms.find(paper.form)
    answers = dict(paper.answers)
    return (
        blocks_of(
            Choice(medium, channel, use.purpose, answers.get(use.key, paper.answer))
            for use in (form.uses if form else ())
            for channel in use.channels
            for medium in paper.media
        )
        or REFUSED
    )


def _original(stage: Stage, one: Character, paper: Paper) -> bytes:
    form = stage.ports.forms.find(paper.form)
    text = form.text(one.language) if form else None
    day = stage.day(paper.signed).isoformat()
    signatures = tuple((signer.name or one.name, day) for signer in paper.signers)
    return draw_specimen(Specimen(text.title if text else paper.form, (one.name,), signatures))


def _end(stage: Stage, paper: Paper, consent: ConsentRecord) -> None:
    ports, caller = stage.ports, stage.callers["communications"]
    if paper.end == consent.state:
        return
    if paper.end in {"withdrawn", "revoked", "withdrawn_part"} and not consent.withdrawals:
        by = "parent" if paper.end == "revoked" else "person"
        scope = PART if paper.end == "withdrawn_part" else None
        withdraw_consent(ports, caller, consent.id, NewWithdrawal(stage.today, by, "phone", scope))
    elif paper.end == "suspended":
        consents.suspend_consent(ports, caller, consent.id)
    elif paper.end == "invalidated":
        consents.invalidate_consent(ports, stage.callers["legal"], consent.id)
    elif paper.end == "entered_in_error":
        consents.mark_entered_in_error(ports, caller, consent.id)
