"""What people find in their corner: what was signed for them, and how to take it back as easily.

It shows what was signed and withdrawn, never whether the registry would say yes, nor why not.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.consent_records import GRANTED
from service.registry.corner import people_at, visitor
from service.registry.errors import Conflict, NotFound
from service.registry.loading import consent_of
from service.registry.moments import today
from service.registry.once import together
from service.registry.recording import note_view
from service.registry.takedown_receipts import NOTHING_REMOVED, removal_of
from service.registry.withdrawing import NewWithdrawal, can_withdraw, withdraw_parts

if TYPE_CHECKING:
    from service.registry.consent_records import ConsentRecord, Outcomes
    from service.registry.corner_visits import CornerVisit
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.takedown_receipts import Removal

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


def removal_for(ports: Ports, paper: ConsentRecord) -> Removal:
    """Tell what was taken down of what a paper carried, since it was first taken back."""
    if not paper.withdrawals:
        return NOTHING_REMOVED
    with ports.store.reading() as reader:
        return removal_of(reader, paper, paper.withdrawals[0].recorded_at)


def left_to_withdraw(paper: ConsentRecord) -> tuple[Outcomes, ...]:
    """List what was accepted and not taken back yet."""
    return tuple(one for one in paper.outcomes if one.answer in GRANTED and one.withdrawn_on is None)


def part_name(part: Outcomes) -> str:
    """Name a part by what it covers: the same name means the same uses, whatever was taken back meanwhile."""
    covered = (",".join(codes) for codes in (part.purposes, part.media, part.channels))
    return sha256("|".join(covered).encode()).hexdigest()[:16]


def is_waiting(paper: ConsentRecord) -> bool:
    """Tell whether others have still to sign: it is taken back whole, or not at all."""
    return paper.state == "draft"


def as_whom(paper: ConsentRecord) -> tuple[str, ...]:
    """List as whom it may be taken back here: each who signed, alone; asked only when they are several."""
    signers = dict.fromkeys(BY_SIGNER.get(one.signer, "other") for one in paper.signatures)
    return tuple(signers) or ("person",)


def withdraw_own(
    ports: Ports, visit: CornerVisit, consent_id: str, by: str, parts: tuple[str, ...] | None
) -> ConsentRecord:
    """Take back the parts of these names (None: all that is left), all of them or none.

    Once this returns, no check, listing or publication rests on what was taken back. Raises `Conflict` when
    a part is no longer there as it was shown.
    """
    own_paper(ports, visit, consent_id)
    with together(ports) as joined:
        with joined.store.reading() as reader:
            _, paper = consent_of(reader, consent_id)
        scopes = _scopes(paper, parts)
        if not scopes:
            return paper
        new = NewWithdrawal(today(ports), by, "portal")
        return withdraw_parts(joined, visitor(visit.language), consent_id, new, scopes).consent


def _scopes(paper: ConsentRecord, parts: tuple[str, ...] | None) -> tuple[Outcomes | None, ...]:
    left = {part_name(one): one for one in left_to_withdraw(paper)}
    if not left and parts is None:
        return ()
    if parts is None or set(parts) == set(left):
        return (None,)
    if not left.keys() >= set(parts):
        raise Conflict("READ_AGAIN")
    return tuple(left[part] for part in dict.fromkeys(parts))


def _is_own(paper: ConsentRecord) -> bool:
    """Leave out what nobody signed yet, what was written down by mistake, and orders."""
    return can_withdraw(paper) and paper.order is None
