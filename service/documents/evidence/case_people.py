"""The people of a case in words: what they signed, and, for those who may know, their legal file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from service.documents.evidence.case_words import CaseTeller
from service.registry.case_records import CaseConsent, CaseFile, CasePaper
from service.registry.consent_records import SignatureRecord, WithdrawalRecord
from service.registry.legal_records import CheckEntry, LegalFile, OrderEntry, ProtectionEntry

Fact: TypeAlias = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: a heading, words, facts by name, and a table; `sub`: it belongs to the part before."""

    heading: str
    facts: tuple[Fact, ...] = ()
    lead: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sub: bool = False


def parts_of_people(tell: CaseTeller) -> Iterator[Part]:
    """Write one part a person, one below it for each authorization, and the legal file where it is there."""
    for file in tell.case.files:
        yield _person(tell, file)
        for consent in file.consents:
            yield _consent(tell, consent)
        if file.legal is not None:
            yield from _legal(tell, file.legal)


def _person(tell: CaseTeller, file: CaseFile) -> Part:
    person, words = file.person, tell.words
    facts: list[Fact] = []
    if person.birth_date:
        facts.append((words("answer.birth"), (tell.day(person.birth_date),)))
    roles = tuple(words(f"person_role.{one.role}") for one in person.roles)
    facts.append((words("person.roles"), roles or (tell("nobody"),)))
    return Part(tell("person", name=person.names.display), tuple(facts))


def _consent(tell: CaseTeller, consent: CaseConsent) -> Part:
    record, text = consent.record, consent.text
    form = tell(
        "consent.form.value",
        title=text.title if text else record.form,
        version=record.version,
        language=tell(f"language.{record.language}"),
    )
    same = text is not None and text.sha256 == record.text_sha256
    hashed = tell("consent.text.same" if same else "consent.text.other")
    facts: list[Fact] = [
        (tell("consent.state"), (tell.words(f"state.{record.state}"),)),
        (tell("consent.form"), (form,)),
        (tell("consent.text"), (record.text_sha256, hashed)),
        *((tell("consent.signature"), (_signature(tell, one),)) for one in record.signatures),
        (tell("consent.answer"), tuple(_answers(tell, consent))),
        (tell("consent.period"), (_period(tell, consent),)),
    ]
    if record.confirmed_at:
        by = tell.user(record.confirmed_by)
        facts.append((tell("consent.confirmed"), (f"{tell.moment(record.confirmed_at)}, {by}",)))
    facts += [(tell("consent.withdrawal"), (_withdrawal(tell, one),)) for one in record.withdrawals]
    facts += [(tell(f"paper.{one.kind}"), _paper(tell, one)) for one in consent.papers]
    return Part(tell("consent", number=tell.number(record.id)), tuple(facts), sub=True)


def _signature(tell: CaseTeller, one: SignatureRecord) -> str:
    return tell(
        "consent.signature.value",
        name=one.name,
        signer=tell.words(f"signer.{one.signer}").lower(),
        day=tell.day(one.signed_on),
        method=tell.words(f"method.{one.method}").lower(),
        identity=tell("identity.verified" if one.verified else "identity.unverified"),
    )


def _answers(tell: CaseTeller, consent: CaseConsent) -> Iterator[str]:
    for block in consent.record.outcomes:
        yield tell(
            "consent.answer.value",
            answer=tell(f"answer.{block.answer}"),
            purpose=tell.listed("purpose", block.purposes),
            medium=tell.listed("medium", block.media),
            channel=tell.listed("channel", block.channels),
        )


def _period(tell: CaseTeller, consent: CaseConsent) -> str:
    record = consent.record
    first = record.valid_from or min((one.signed_on for one in record.signatures), default=None)
    if record.valid_until is None or first is None:
        return tell("consent.period.open")
    return tell("consent.period.value", first=tell.day(first), last=tell.day(record.valid_until))


def _withdrawal(tell: CaseTeller, one: WithdrawalRecord) -> str:
    return tell(
        "consent.withdrawal.part" if one.scope else "consent.withdrawal.value",
        day=tell.day(one.received_on),
        moment=tell.moment(one.recorded_at),
        by=tell.words(f"withdraw.by.{one.by}").lower(),
        how=tell.words(f"withdraw.how.{one.how}").lower(),
    )


def _paper(tell: CaseTeller, paper: CasePaper) -> tuple[str, ...]:
    return paper.record.sha256, tell("paper.intact" if paper.intact else "paper.altered")


def _legal(tell: CaseTeller, legal: LegalFile) -> Iterator[Part]:
    """Write what legal alone knows, in legal's words."""
    words = tell.legal
    facts: list[Fact] = [(words("check.state"), (_check(tell, one),)) for one in legal.checks]
    facts += [(words("check.protection"), (_protection(tell, one),)) for one in legal.protections]
    for one in legal.reviews:
        period = tell("consent.period.value", first=tell.day(one.from_), last=tell.day(one.until))
        reason = words(f"reason.{one.code}")
        facts.append((words("file.reviews"), (reason, f"{one.outcome}, {period}", one.note)))
    if facts:
        yield Part(words("file.title"), tuple(facts), sub=True)
    for order in legal.orders:
        yield _order(tell, order)


def _check(tell: CaseTeller, one: CheckEntry) -> str:
    by_order = one.status == "accepted" and not (one.asked_on or one.answered_by)
    status = tell.legal("check.by_order" if by_order else f"check.{one.status}")
    said = [status, tell("on", moment=tell.moment(one.stamp.recorded_at)), tell.user(one.stamp.by)]
    if one.asked_on:
        said.append(f"{tell.legal('check.asked_on')} {tell.day(one.asked_on)}")
    if one.answered_by:
        said.append(one.answered_by)
    if one.until:
        said.append(tell.legal("check.until", day=tell.day(one.until)))
    return ", ".join(said)


def _protection(tell: CaseTeller, one: ProtectionEntry) -> str:
    moment = tell("on", moment=tell.moment(one.stamp.recorded_at))
    said = [tell.legal(f"protection.{one.status}"), moment, one.source]
    return ", ".join(filter(None, [*said, tell.user(one.stamp.by)]))


def _order(tell: CaseTeller, order: OrderEntry) -> Part:
    words = tell.legal
    entered = f"{tell.moment(order.stamp.recorded_at)}, {tell.user(order.stamp.by)}"
    facts: list[Fact] = [
        (words("order.court"), (words(f"order.court.{order.court}"),)),
        (words("order.date"), (tell.day(order.order_date),)),
        (words("order.media"), (tell.listed("medium", order.media),)),
        (words("order.channels"), (tell.listed("channel", order.channels),)),
        (words("order.purposes"), (tell.listed("purpose", order.purposes),)),
        *((words("order.conditions"), (words(f"condition.{one}"),)) for one in order.conditions),
        *((words("order.from"), (tell.day(day),)) for day in (order.valid_from,) if day),
        *((words("order.to"), (tell.day(day),)) for day in (order.valid_to,) if day),
        (words("act.legal.order_entered"), (entered,)),
    ]
    for one in order.verifications:
        said = f"{tell.moment(one.stamp.recorded_at)}, {tell.user(one.stamp.by)}"
        facts.append((words(f"act.legal.order_{one.outcome}"), (said,)))
    for stay in order.stays:
        key = "act.legal.order_stayed" if stay.stayed else "act.legal.order_resumed"
        facts.append((words(key), (tell.moment(stay.stamp.recorded_at),)))
    return Part(words("order.title", number=order.file_number), tuple(facts), sub=True)
