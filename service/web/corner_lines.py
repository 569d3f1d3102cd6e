"""What somebody signed, in plain words: what, where, until when, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.i18n.dates import date_in_words
from service.registry.consent_records import GRANTED
from service.registry.corner_papers import is_waiting, left_to_withdraw, own_papers, removal_for
from service.registry.last_days import last_day_of
from service.registry.moments import local_day, today
from service.web.consent_lines import form_title
from service.web.rendering import hyphenated
from service.web.showing import all_of

if TYPE_CHECKING:
    from service.registry.consent_records import ConsentRecord, Outcomes
    from service.registry.files import File
    from service.web.visits import Guest

LOOKS: Final = {
    "given": "good",
    "part": "wait",
    "waiting": "wait",
    "withdrawn": "bad",
    "over": "calm",
    "refused": "calm",
}


MOST_SHOWN: Final = 50
"""Addresses on a card; the courriel and the desk have no more."""


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One authorization as its person reads it."""

    number: str
    title: str
    state: str
    signed: str
    activity: str
    accepted: tuple[str, ...]
    taken_back: tuple[str, ...]
    limits: str
    until: str
    can_withdraw: bool
    removed: tuple[str, ...] = ()
    """Where posts that rested on it were, and the days they were taken down."""
    left: int = 0
    """How many are still to be taken down."""
    beyond: tuple[str, ...] = ()
    """Where others shared them: theirs to take down."""

    @property
    def look(self) -> str:
        """Return the colour of how it stands."""
        return LOOKS[self.state]


@dataclass(frozen=True, slots=True)
class PersonPapers:
    """What was signed for one person."""

    name: str
    papers: tuple[PaperCard, ...]


def papers_of(guest: Guest, file: File) -> PersonPapers:
    """Write all that was signed for a person, the newest first."""
    cards = tuple(paper_card(guest, paper) for paper in own_papers(file))
    return PersonPapers(file.person.names.display, cards)


def paper_card(guest: Guest, paper: ConsentRecord) -> PaperCard:
    """Write one authorization."""
    words, language = guest.words, guest.words.language
    granted = [one for one in paper.outcomes if one.answer in GRANTED]
    signed = max((one.signed_on for one in paper.signatures), default=None)
    last = last_day_of(guest.ports, paper)
    removal = removal_for(guest.ports, paper)
    return PaperCard(
        number=hyphenated(paper.id),
        title=form_title(guest, paper),
        state=state_of(guest, paper),
        signed=date_in_words(signed, language) if signed else "",
        activity=paper.activity or "",
        accepted=tuple(use_line(guest, one) for one in left_to_withdraw(paper)),
        taken_back=tuple(use_line(guest, one) for one in granted if one.withdrawn_on is not None),
        limits=all_of(words, "corner.limit.", paper.limits),
        until=date_in_words(last, language) if last else "",
        can_withdraw=bool(left_to_withdraw(paper)),
        removed=tuple(
            f"{address} ({date_in_words(local_day(guest.ports, at), language)})"
            for address, at in removal.removed[:MOST_SHOWN]
        ),
        left=removal.left,
        beyond=removal.beyond[:MOST_SHOWN],
    )


def state_of(guest: Guest, paper: ConsentRecord) -> str:
    """Tell how it stands by what was signed, taken back and dated: nothing else that the registry knows."""
    left = left_to_withdraw(paper)
    granted = [one for one in paper.outcomes if one.answer in GRANTED]
    if not granted:
        return "refused"
    if not left:
        return "withdrawn"
    if is_waiting(paper):
        return "waiting"
    last = last_day_of(guest.ports, paper)
    if last is not None and last < today(guest.ports):
        return "over"
    return "given" if len(left) == len(granted) else "part"


def use_line(guest: Guest, block: Outcomes) -> str:
    """Write one accepted use: « Recruter : photo et vidéo. Sur Facebook. »."""
    words = guest.words
    return words(
        "corner.use",
        purpose=all_of(words, "purpose.", block.purposes),
        media=all_of(words, "medium.", block.media).lower(),
        channels=all_of(words, "channel.", block.channels),
    )
