"""What people find in their corner: what was signed for them, and how to take it back as easily.

It shows what was signed and withdrawn, never whether the registry would say yes, nor why not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.registry.consent_records import GRANTED
from service.registry.corner import people_at, visitor
from service.registry.errors import NotFound
from service.registry.moments import today
from service.registry.recording import note_view
from service.registry.withdrawing import NewWithdrawal, withdraw_consent

if TYPE_CHECKING:
    from service.registry.consent_records import ConsentRecord, Outcomes
    from service.registry.corner_visits import CornerVisit
    from service.registry.files import File
    from service.registry.ports import Ports

HIDDEN: Final = frozenset({"draft", "entered_in_error"})
"""Not signed yet, or written down by mistake."""
BY_SIGNER: Final = {
    "self": "person",
    "parent": "parent",
    "tutor_minor": "tutor",
    "tutor_person": "tutor",
    "tutor_property": "tutor",
    "mandatary_person": "representative",
    "temporary_representative": "representative",
}
"""As whom someone who signed takes back; any other signer as `other`."""


def own_files(ports: Ports, visit: CornerVisit) -> tuple[File, ...]:
    """Read the files whose contact the code went to, and record that they were seen."""
    with ports.store.reading() as reader:
        read = [reader.load_file(number) for number in people_at(ports, reader, visit.contact)]
    files = tuple(file for file in read if file is not None)
    note_view(ports, visitor(visit.language), "own_authorizations_read", files)
    return files


def own_papers(file: File) -> tuple[ConsentRecord, ...]:
    """List what was signed for a person, the newest first."""
    return tuple(paper for paper in reversed(file.consents) if _is_own(paper))


def own_paper(ports: Ports, visit: CornerVisit, consent_id: str) -> tuple[File, ConsentRecord]:
    """Read one of them. Raises `NotFound` for any other number."""
    for file in own_files(ports, visit):
        for paper in own_papers(file):
            if paper.id == consent_id:
                return file, paper
    raise NotFound


def left_to_withdraw(paper: ConsentRecord) -> tuple[Outcomes, ...]:
    """List what was accepted and not taken back yet."""
    return tuple(one for one in paper.outcomes if one.answer in GRANTED and one.withdrawn_on is None)


def as_whom(paper: ConsentRecord) -> tuple[str, ...]:
    """List as whom it may be taken back here: each who signed, alone; asked only when they are several."""
    signers = dict.fromkeys(BY_SIGNER.get(one.signer, "other") for one in paper.signatures)
    return tuple(signers) or ("person",)


def withdraw_own(
    ports: Ports, visit: CornerVisit, consent_id: str, by: str, parts: tuple[int, ...]
) -> ConsentRecord:
    """Take back the parts named by their place among what is left; all of them is the whole.

    Once this returns, no check, listing or publication rests on what was taken back.
    """
    _, paper = own_paper(ports, visit, consent_id)
    left = left_to_withdraw(paper)
    scopes = [None] if len(parts) == len(left) else [left[place] for place in parts]
    for scope in scopes if left else ():
        new = NewWithdrawal(today(ports), by, "portal", scope)
        paper = withdraw_consent(ports, visitor(visit.language), consent_id, new).consent
    return paper


def _is_own(paper: ConsentRecord) -> bool:
    return paper.state not in HIDDEN and paper.order is None
