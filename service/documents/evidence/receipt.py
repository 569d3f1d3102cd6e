"""Draws the receipt: one page for the person, in plain words; the same for everyone who answered the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.documents.evidence.flow import EYEBROW, H1, SMALL, STRONG, Flow
from service.documents.evidence.told import Teller
from service.documents.sheets.setting import TEXT
from service.documents.sheets.style import Style
from service.documents.typefaces import can_write
from service.registry.consent_records import GRANTED, Outcomes
from service.registry.evidence import Subject

CODE: Final = 34.0
SIZES: Final = (10.0, 9.2, 8.4, 7.8, 7.0)


def draw_receipt(subject: Subject, language: str) -> bytes:
    """Return one tagged page: the largest size that fits is taken."""
    tell = Teller(subject, language, "publisher")
    flows = (_drawn(tell, size) for size in SIZES)
    flow = next((one for one in flows if one.pages == 1), None) or _drawn(tell, SIZES[-1])
    return flow.finish(_title(tell), language)


def _title(tell: Teller) -> str:
    return f"{tell('receipt.title')} {tell.subject.number}"


def _drawn(tell: Teller, size: float) -> Flow:
    subject, title = tell.subject, _title(tell)
    flow = Flow(lambda page: tell("foot", title=title, page=page, pages=page), Style(size, 1))
    flow.words(subject.establishment.get("establishment", "") or tell.own_text.title, EYEBROW, above=0)
    flow.heading(tell("receipt.title"), H1, above=1.0)
    flow.words(tell("receipt.lead", name=subject.person.names.display), above=0)
    if not can_write(subject.person.names.display):
        flow.words(tell("characters"), style=SMALL)
    day = tell.signed_on()
    screen = subject.consent.screen
    given = "receipt.on.refused" if screen and not screen[-1].typed_name else "receipt.on"
    signed = tell(given, day=tell.day(day)) if day else tell("receipt.on.none")
    flow.words(f"{tell.own_text.title} · {signed}", STRONG)
    if subject.consent.state in {"draft", "signed"}:
        flow.words(tell("receipt.checking"))
    _say_answers(flow, tell)
    _say_period(flow, tell)
    _say_number(flow, tell)
    _say_change(flow, tell)
    return flow


def _say_answers(flow: Flow, tell: Teller) -> None:
    blocks = tell.subject.consent.outcomes
    granted = [one for one in blocks if one.answer in GRANTED and one.withdrawn_on is None]
    taken = [one for one in blocks if one.withdrawn_on is not None]
    refused = [one for one in blocks if one.answer not in GRANTED]
    flow.heading(tell("receipt.accepted"))
    if granted:
        flow.bullets([tell.use_shown(one) for one in granted])
        _say_limits(flow, tell)
    else:
        flow.words(tell("receipt.accepted.nothing"))
    if taken:
        flow.heading(tell("receipt.withdrawn"))
        _say_taken(flow, tell, taken, whole=not granted)
    flow.heading(tell("receipt.refused"))
    if refused:
        flow.bullets([tell.use_shown(one) for one in refused])
    flow.words(tell("receipt.refused.all" if not refused and not granted and not taken else "receipt.rest"))


def _say_limits(flow: Flow, tell: Teller) -> None:
    limits = tell.limits()
    if limits:
        flow.words(tell("receipt.limits"), STRONG)
        flow.bullets(limits)


def _say_taken(flow: Flow, tell: Teller, taken: Sequence[Outcomes], *, whole: bool) -> None:
    days = [one.withdrawn_on for one in taken if one.withdrawn_on]
    if whole and len(set(days)) == 1:
        flow.words(tell("receipt.withdrawn.all", day=tell.day(days[0])))
        return
    pairs = zip(taken, days, strict=True)
    flow.bullets(
        [tell("receipt.withdrawn.on", use=tell.use_shown(one), day=tell.day(day)) for one, day in pairs]
    )


def _say_period(flow: Flow, tell: Teller) -> None:
    consent = tell.subject.consent
    if not any(one.answer in GRANTED and one.withdrawn_on is None for one in consent.outcomes):
        return
    until = tell.subject.last_day or consent.valid_until
    flow.heading(tell("receipt.until"))
    flow.words(
        tell("receipt.until.day", last=tell.day(until)) if until else tell("receipt.until.months"), above=0
    )
    if consent.activity:
        flow.words(tell("receipt.activity", activity=consent.activity))


def _say_number(flow: Flow, tell: Teller) -> None:
    subject = tell.subject
    refusal = subject.form.kind == "refusal"
    flow.heading(tell("receipt.number.refusal" if refusal else "receipt.number"))
    flow.code(
        subject.verification,
        tell("code.alt", number=subject.number),
        CODE,
        [(subject.number, STRONG), (tell("code.holds"), TEXT), (subject.verification, TEXT)],
    )


def _say_change(flow: Flow, tell: Teller) -> None:
    house = tell.subject.establishment
    ways = [
        (tell("receipt.change.phone"), [house["phone"]] if house.get("phone") else []),
        (tell("receipt.change.email"), [house["email"]] if house.get("email") else []),
        (tell("receipt.change.portal"), [tell.subject.portal]),
    ]
    flow.heading(tell("receipt.change"))
    flow.words(tell("receipt.change.lead"), above=0)
    flow.space(1.5)
    flow.facts([(name, values) for name, values in ways if values])
    flow.words(tell("receipt.free"))
    if house.get("privacy_contact"):
        flow.words(tell("receipt.rights", privacy_contact=house["privacy_contact"]), style=SMALL)
