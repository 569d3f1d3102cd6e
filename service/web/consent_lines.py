"""A consent in words: its card in lists, and line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.i18n.dates import date_in_words
from service.registry.consent_records import GRANTED, ConsentRecord, DocumentRecord, Outcomes
from service.registry.moments import local_day, today
from service.web.rendering import hyphenated
from service.web.showing import all_of, day_of, moment_of
from service.web.visits import Guest, Visit

LOOKS = {
    "draft": "wait",
    "signed": "wait",
    "confirmed": "good",
    "suspended": "wait",
    "withdrawn": "bad",
    "revoked": "bad",
    "invalidated": "bad",
    "superseded": "calm",
    "entered_in_error": "calm",
    "expired": "calm",
    "refusal": "calm",
}
KINDS = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
}
KILO = 1024


@dataclass(frozen=True, slots=True)
class ConsentCard:
    """A consent as lists show it."""

    number: str
    state: str
    line: str

    @property
    def look(self) -> str:
        """Return the colour of its state."""
        return LOOKS[self.state]


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One line of a consent: label, values, where each leads, and the step where it is mended."""

    label: str
    values: tuple[str, ...]
    paths: tuple[str, ...] = field(default=())
    change: str = ""


def consent_card(visit: Visit, consent: ConsentRecord) -> ConsentCard:
    """Make the card of a consent."""
    signed = max((one.signed_on for one in consent.signatures), default=None)
    parts = [form_title(visit, consent)]
    if signed:
        parts.append(date_in_words(signed, visit.words.language))
    if consent.activity:
        parts.append(consent.activity)
    return ConsentCard(hyphenated(consent.id), shown_state(visit, consent), " · ".join(parts))


def shown_state(visit: Visit, consent: ConsentRecord) -> str:
    """Return the state people read: a confirmed no is a refusal; past its last day a paper has expired."""
    if consent.state == "confirmed" and not consent.grants:
        return "refusal"
    over = consent.valid_until is not None and consent.valid_until < today(visit.ports)
    return "expired" if consent.state == "confirmed" and over else consent.state


def form_title(visit: Guest, consent: ConsentRecord) -> str:
    """Return the title of the form, in the reader's language where it has one."""
    form = visit.ports.forms.find(consent.form, consent.version)
    text = form and (form.text(visit.words.language) or form.text(consent.language))
    return text.title if text else consent.form


def consent_lines(visit: Visit, consent: ConsentRecord, *, change: bool = False) -> list[ConsentLine]:
    """Write a consent line by line; `change`: with the way back to each step of its entry."""
    words, number = visit.words, hyphenated(consent.id)
    steps = {step: f"/autorisations/{number}/{step}" if change else "" for step in STEPS}
    title = words("consent.form.version", title=form_title(visit, consent), version=consent.version)
    lines = [
        ConsentLine(words("consent.form"), (title,)),
        ConsentLine(words("new.signatures"), _signatures(visit, consent), (), steps["signatures"]),
        ConsentLine(words("consent.uses"), _uses(visit, consent), (), steps["usages"]),
        ConsentLine(words("consent.limits"), _limits(visit, consent), (), steps["usages"]),
        ConsentLine(words("consent.health"), (_health(visit, consent),), (), steps["usages"]),
        ConsentLine(words("consent.period"), (_period(visit, consent),), (), steps["usages"]),
    ]
    if consent.activity:
        lines.append(ConsentLine(words("consent.activity"), (consent.activity,), (), steps["usages"]))
    documents = [document_line(visit, consent, one) for one in consent.documents]
    none = words("consent.document.none")
    lines.append(
        ConsentLine(
            words("consent.documents"),
            tuple(text for text, _ in documents) or (none,),
            tuple(path for _, path in documents),
            steps["document"],
        )
    )
    return [*lines, *transfer_lines(visit, consent)]


def transfer_lines(visit: Visit, consent: ConsentRecord) -> list[ConsentLine]:
    """Say how each scanned paper became its document (LCCJTI, s. 17)."""
    words = visit.words
    found = [one.transfer for one in consent.documents if one.transfer]
    return [
        ConsentLine(
            words("transfer.title"),
            (
                words(
                    "transfer.line",
                    moment=moment_of(words, transfer.received_at, visit.ports.time_zone),
                    source=transfer.source,
                    pages=", ".join(str(page) for page in transfer.pages),
                    kind=KINDS[transfer.media_type],
                ),
                words(
                    "transfer.by",
                    user=_user(visit, transfer.received_by),
                    via=words(f"transfer.via.{transfer.via}"),
                ),
                words("transfer.whole" if transfer.whole else "transfer.part"),
                words("transfer.sha256", sha256=transfer.sha256),
            ),
        )
        for transfer in found
    ]


def _user(visit: Visit, number: int) -> str:
    with visit.ports.store.reading() as reader:
        user = reader.load_user(number)
    return user.name if user else visit.words("summary.none")


STEPS = ("signatures", "usages", "document")


def document_line(visit: Visit, consent: ConsentRecord, document: DocumentRecord) -> tuple[str, str]:
    """Write a document and where it opens."""
    text = visit.words(
        "consent.document.line",
        kind=KINDS[document.media_type],
        size=visit.words("size.kb", n=max(1, document.size // KILO)),
        day=day_of(visit.words, local_day(visit.ports, document.attached_at)),
    )
    return text, f"/autorisations/{hyphenated(consent.id)}/originaux/{document.sha256[:16]}"


def _signatures(visit: Visit, consent: ConsentRecord) -> tuple[str, ...]:
    words = visit.words
    return tuple(
        words(
            "consent.signed_by",
            name=one.name,
            signer=words(f"signer.{one.signer}"),
            day=date_in_words(one.signed_on, words.language),
        )
        + f" ({words('consent.verified' if one.verified else 'consent.unverified')})"
        for one in consent.signatures
    ) or (words("summary.none"),)


def _uses(visit: Visit, consent: ConsentRecord) -> tuple[str, ...]:
    granted = [block for block in consent.outcomes if block.answer in GRANTED]
    return tuple(_block(visit, block) for block in granted) or (visit.words("consent.uses.none"),)


def _block(visit: Visit, block: Outcomes) -> str:
    words = visit.words
    text = words(
        "consent.block",
        media=all_of(words, "medium.", block.media),
        purposes=all_of(words, "purpose.", block.purposes),
        channels=all_of(words, "channel.", block.channels),
    )
    if block.withdrawn_on is None:
        return text
    return f"{text}. {words('consent.withdrawn_on', day=date_in_words(block.withdrawn_on, words.language))}"


def _limits(visit: Visit, consent: ConsentRecord) -> tuple[str, ...]:
    """Write limits in the words that were signed; one the form does not ask about, as it is kept to."""
    form = visit.ports.forms.find(consent.form, consent.version)
    text = form and (form.text(visit.words.language) or form.text(consent.language))
    said: dict[str, str] = {}
    if form and text:
        said = {field.codes[0]: text.label(field.key) or "" for field in form.group("limit") if field.codes}
    limits = tuple(said.get(code) or visit.words(f"condition.{code}") for code in consent.limits)
    return limits or (visit.words("consent.limits.none"),)


def _health(visit: Visit, consent: ConsentRecord) -> str:
    return visit.words("ask.yes" if consent.covers_health else "ask.no")


def _period(visit: Visit, consent: ConsentRecord) -> str:
    words = visit.words
    signed = max((one.signed_on for one in consent.signatures), default=None)
    first = day_of(words, consent.valid_from or signed)
    if consent.valid_until is None:
        return words("consent.period.from", first=first)
    return words("consent.period.from_to", first=first, last=day_of(words, consent.valid_until))
