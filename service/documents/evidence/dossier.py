"""Draws the document that is sealed: what was signed, the text with its answers, the original, how."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Final

from service.documents.evidence.answers import answers_of, text_rows
from service.documents.evidence.flow import EYEBROW, H1, H3, SMALL, WIDTH, Flow
from service.documents.evidence.told import Teller
from service.documents.sheets.setting import TEXT
from service.documents.typefaces import can_write
from service.registry.consent_records import ConsentRecord, SignatureRecord
from service.registry.evidence import Dossier, Original
from service.registry.signing_evidence import ScreenSigning
from service.registry.signing_order import SELF

KINDS: Final = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
}
SIGNATURE_SIZE: Final = (70.0, 25.0)

Pictures = Callable[[bytes], Sequence[bytes]]
"""Gives the pages of a file as pictures (JPEG); none when it cannot be shown."""


def draw_dossier(dossier: Dossier, pictures: Pictures) -> bytes:
    """Return the tagged PDF. It is drawn twice: only then is it known how many pages there are."""
    shown = {one.record.sha256: pictures(one.content) for one in dossier.originals}
    drawn = {name: pictures(content) for name, content in dossier.drawn.items()}
    first = _drawn(dossier, shown, drawn, 0)
    return _drawn(dossier, shown, drawn, first.pages).finish(*_named(dossier))


def _named(dossier: Dossier) -> tuple[str, str]:
    language = dossier.subject.consent.language
    return _title(Teller(dossier.subject, language, "communications")), language


def _title(tell: Teller) -> str:
    kind = "refusal" if tell.subject.form.kind == "refusal" else "authorization"
    return tell(f"document.title.{kind}", number=tell.subject.number)


def _drawn(
    dossier: Dossier,
    shown: Mapping[str, Sequence[bytes]],
    drawn: Mapping[str, Sequence[bytes]],
    pages: int,
) -> Flow:
    tell = Teller(dossier.subject, dossier.subject.consent.language, "communications")
    title = _title(tell)
    flow = Flow(lambda page: tell("foot", title=title, page=page, pages=pages or page))
    house = dossier.subject.establishment.get("establishment", "")
    flow.words(" · ".join(filter(None, (house, tell("document.eyebrow")))), EYEBROW, above=0)
    flow.heading(title, H1, above=1.0)
    flow.words(tell("document.lead"))
    _say_who(flow, tell)
    _say_what(flow, tell)
    _say_answers(flow, tell)
    _say_dates(flow, tell, dossier)
    _say_seal(flow, tell, dossier)
    _say_text(flow, tell)
    for one in dossier.subject.consent.screen:
        _say_screen(flow, tell, dossier, one, drawn)
    for original in dossier.originals:
        _show_original(flow, tell, original, shown[original.record.sha256])
    return flow


def _say_who(flow: Flow, tell: Teller) -> None:
    person, consent = tell.subject.person, tell.subject.consent
    rows = [(tell("person.name"), [person.names.display])]
    if person.birth_date:
        rows.append((tell("person.birth_date"), [tell.day(person.birth_date)]))
    elif person.adult_attested:
        rows.append((tell("person.adult"), [tell("person.adult.attested")]))
    roles = [tell.words(f"person_role.{one.role}") for one in person.roles]
    rows.append((tell("person.roles"), roles or [tell("unknown")]))
    flow.heading(tell("part.person"))
    flow.facts(rows)
    if not all(map(can_write, (person.names.display, *(one.name for one in consent.signatures)))):
        flow.words(tell("characters"), style=SMALL)
    if consent.signatures:
        flow.heading(tell("part.signatures"))
    for place, one in enumerate(consent.signatures):
        untyped = place < len(consent.screen) and not consent.screen[place].typed_name
        flow.facts(_refusal(tell, one) if untyped else _signature(tell, one))


def _refusal(tell: Teller, one: SignatureRecord) -> list[tuple[str, list[str]]]:
    """Say who refused on screen, where no name was written: nobody signed."""
    name = [(tell("signature.name"), [one.name])] if one.signer == SELF else []
    return [
        *name,
        (tell("signature.as"), [tell.words(f"signer.{one.signer}")]),
        (tell("screen.refused"), [tell.day(one.signed_on)]),
        (
            tell("signature.identity"),
            [tell("signature.verified" if one.verified else "signature.unverified")],
        ),
    ]


def _signature(tell: Teller, one: SignatureRecord) -> list[tuple[str, list[str]]]:
    rows = [
        (tell("signature.name"), [one.name]),
        (tell("signature.as"), [tell.words(f"signer.{one.signer}")]),
        (tell("signature.on"), [tell.day(one.signed_on)]),
        (tell("signature.method"), [tell.words(f"method.{one.method}")]),
        (
            tell("signature.identity"),
            [tell("signature.verified" if one.verified else "signature.unverified")],
        ),
    ]
    if one.evidence != "none":
        rows.append((tell("signature.evidence"), [tell.words(f"evidence.{one.evidence}")]))
    return rows


def _say_what(flow: Flow, tell: Teller) -> None:
    consent = tell.subject.consent
    version = tell("form.version.value", family=consent.form, version=consent.version)
    flow.heading(tell("part.form"))
    flow.facts(
        [
            (tell("form.title"), [tell.text.title]),
            (tell("form.version"), [version]),
            (tell("form.language"), [tell(f"language.{consent.language}")]),
            (tell("form.hash"), [consent.text_sha256]),
        ]
    )


def _say_answers(flow: Flow, tell: Teller) -> None:
    consent = tell.subject.consent
    flow.heading(tell("part.answers"))
    if not consent.outcomes:
        flow.words(tell("answers.none"))
    else:
        heads = [tell("answers.use"), tell("answers.media"), tell("answers.answer")]
        rows = [
            [tell.use(one), tell.listed("medium", one.media), tell(f"answer.{one.answer}")]
            for one in answers_of(consent)
        ]
        flow.table(heads, (WIDTH * 0.55, WIDTH * 0.25, WIDTH * 0.2), rows)
        flow.words(tell("answers.rest"), style=SMALL)
    flow.heading(tell("part.limits"))
    flow.facts(_limits(tell, consent))


def _limits(tell: Teller, consent: ConsentRecord) -> list[tuple[str, Sequence[str]]]:
    rows: list[tuple[str, Sequence[str]]] = [
        (tell("limits"), tell.limits() or [tell("none")]),
        (tell("health"), [tell("yes" if consent.covers_health else "no")]),
        (tell("period"), [_period(tell, consent)]),
    ]
    if consent.activity:
        rows.append((tell("activity"), [consent.activity]))
    return rows


def _period(tell: Teller, consent: ConsentRecord) -> str:
    day = consent.valid_from or tell.signed_on()
    first = tell.day(day) if day else tell("unknown")
    if consent.valid_until is None:
        return tell("period.from", first=first)
    return tell("period.from_to", first=first, last=tell.day(consent.valid_until))


def _say_dates(flow: Flow, tell: Teller, dossier: Dossier) -> None:
    consent, staff = tell.subject.consent, dossier.staff
    confirmed = tell("dates.not_confirmed")
    if consent.confirmed_at:
        name = staff.get(consent.confirmed_by or 0, tell("unknown"))
        confirmed = tell("dates.by", moment=tell.moment(consent.confirmed_at), name=name)
    recorded = _recorded(tell, staff)
    flow.heading(tell("part.dates"))
    flow.facts([(tell("dates.recorded"), [recorded]), (tell("dates.confirmed"), [confirmed])])


def _recorded(tell: Teller, staff: Mapping[int, str]) -> str:
    """Tell when a form was entered, and by whom: a user, or whoever signed it on screen."""
    consent = tell.subject.consent
    moment = tell.moment(consent.recorded_at)
    if not consent.screen:
        return tell("dates.by", moment=moment, name=staff.get(consent.recorded_by, tell("unknown")))
    own = consent.screen[0].signer == SELF
    return tell("dates.on_screen" if own else "dates.on_screen.other", moment=moment)


def _say_seal(flow: Flow, tell: Teller, dossier: Dossier) -> None:
    flow.heading(tell("part.seal"))
    number = tell.subject.number
    flow.code(
        tell.subject.verification,
        tell("code.alt", number=number),
        30.0,
        [
            (tell("seal.stamped" if dossier.time_stamped else "seal.plain"), TEXT),
            (tell("seal.check"), TEXT),
            (tell("code.holds"), TEXT),
        ],
    )
    flow.facts([(tell("seal.made"), [tell.moment(dossier.made_at)])])


def _say_text(flow: Flow, tell: Teller) -> None:
    """Write the whole text of the form, each question with what was answered."""
    flow.next_page()
    flow.heading(tell("part.text"))
    flow.words(tell("part.text.lead"), style=SMALL)
    flow.words(tell.text.title, H3, above=3.0)
    for block in tell.text.blocks:
        lines = list(text_rows(tell, block))
        if not lines:
            continue
        flow.heading(tell.filled(block.title), H3, above=3.0)
        rows: list[tuple[str, list[str]]] = []
        for line in lines:
            if line.answer is not None:
                rows.append((tell.filled(line.words), [line.answer]))
                continue
            flow.facts(rows, WIDTH * 0.7)
            rows = []
            flow.words(tell.filled(line.words))
        flow.facts(rows, WIDTH * 0.7)


def _say_screen(
    flow: Flow, tell: Teller, dossier: Dossier, one: ScreenSigning, drawn: Mapping[str, Sequence[bytes]]
) -> None:
    staff = dossier.staff.get(one.staff or 0, tell("unknown"))
    named = [(tell("screen.name"), [one.typed_name])] if one.typed_name else []
    answered = [(tell("screen.answered"), [tell.moment(one.answered_at)])] if one.typed_name else []
    rows: list[tuple[str, Sequence[str]]] = [
        *named,
        (tell("signature.as"), [tell.words(f"signer.{one.signer}")]),
        (tell("screen.identified"), [tell(f"screen.{one.identified}", sent_to=one.sent_to, staff=staff)]),
        (tell("screen.hash"), [one.text_sha256]),
        (tell("form.language"), [tell(f"language.{one.language}")]),
        (tell("screen.shown"), [tell.moment(one.shown_at)]),
        *answered,
        (tell("screen.signed" if one.typed_name else "screen.refused"), [tell.moment(one.signed_at)]),
    ]
    if one.document_shown:
        rows.append((tell("screen.document"), [one.document_shown]))
    if one.drawn_sha256:
        rows.append((tell("screen.drawn"), [one.drawn_sha256]))
    flow.heading(tell("part.screen" if one.typed_name else "part.screen.refused"))
    flow.facts(rows)
    for picture in drawn.get(one.drawn or "", ()):
        flow.space(3.0)
        flow.picture(picture, tell("screen.drawn.alt", name=one.typed_name), SIGNATURE_SIZE)


def _show_original(flow: Flow, tell: Teller, one: Original, pages: Sequence[bytes]) -> None:
    record = one.record
    size = f"{record.size:,}".replace(",", "\N{NO-BREAK SPACE}" if tell.language == "fr" else ",")
    flow.next_page()
    flow.heading(tell("part.original"))
    flow.words(tell("part.original.lead" if pages else "original.unshown"), style=SMALL)
    flow.facts(
        [
            (tell("original.file"), [tell("original.file.value", kind=KINDS[record.media_type], size=size)]),
            (tell("original.hash"), [sha256(one.content).hexdigest()]),
            (tell("original.attached"), [tell.moment(record.attached_at)]),
        ]
    )
    flow.space(3.0)
    for number, picture in enumerate(pages, start=1):
        alt = tell("original.page.alt", page=number, pages=len(pages))
        flow.picture(picture, alt, (WIDTH, flow.room) if number == 1 else None)
