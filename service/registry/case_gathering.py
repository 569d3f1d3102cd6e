"""Putting a case together from one view of the registry, each part as far as the reader may know it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal

from service.domain.views import communications_reasons, publisher_view
from service.registry.acts import LEGAL_FILE, Act
from service.registry.case_records import (
    CaseAct,
    CaseConsent,
    CaseDecision,
    CaseFile,
    CasePaper,
    CasePost,
    KnownPaper,
    ProvenLeaf,
    Told,
    Whole,
)
from service.registry.errors import RegistryError
from service.registry.judging import without_group
from service.registry.proving import Proof, prove

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from service.registry.access_records import AccessRecord
    from service.registry.consent_records import ConsentRecord, DocumentRecord
    from service.registry.files import File
    from service.registry.judging import Judged
    from service.registry.log_records import Leaf
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.questions import Question
    from service.registry.storing import Reader

POST_ACTS: Final = ("post_cleared", "post_published", "post_updated", "takedown_asked", "takedown_done")
TAKEDOWN_ASKED: Final = "takedown_asked"


@dataclass(frozen=True, slots=True)
class Sight:
    """Of which people and which checks the reader may know what legal knows."""

    people: frozenset[int]
    checks: frozenset[int]
    everything: bool = False
    """Legal's own: what is about nobody of ours is theirs too."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """What a case is put together from."""

    ports: Ports
    reader: Reader
    sight: Sight

    def posts(self, records: Iterable[PostRecord]) -> tuple[CasePost, ...]:
        """Gather posts with their takedowns and acts."""
        leaves = {post.number: self._leaves_of_post(post) for post in records}
        proofs = self._proofs(leaf for some in leaves.values() for leaf in some)
        return tuple(self._post(post, leaves[post.number], proofs) for post in records)

    def files(self, files: Iterable[File]) -> tuple[CaseFile, ...]:
        """Gather people with their papers and acts."""
        leaves = {file.person.number: self.reader.leaves_of(file.person.number) for file in files}
        proofs = self._proofs(leaf for some in leaves.values() for leaf in some)
        return tuple(self._file(file, leaves[file.person.number], proofs) for file in files)

    def proof(self, record: AccessRecord) -> Proof:
        """Make a check of the journal again."""
        return prove(self.ports, self.reader, record, whole=record.number in self.sight.checks)

    def decision(self, proof: Proof) -> CaseDecision:
        """Tell of a check what the reader may know."""
        whole = proof.record.number in self.sight.checks
        return CaseDecision(
            record=proof.record if whole else masked_record(proof.record),
            then=self._told(proof.as_known_then, whole=whole),
            now=self._told(proof.as_known_now, whole=whole),
            known=known_papers(proof),
            same_rules=proof.same_rules,
            reproduced=proof.reproduced,
        )

    def _leaves_of_post(self, post: PostRecord) -> tuple[Leaf, ...]:
        wanted = {("post", post.number)}
        takedowns = self.reader.takedowns_of(post.number)
        wanted |= {("takedown", one.number) for one in takedowns}
        wanted |= {("takedown_call", one.call) for one in takedowns if one.call is not None}
        return self.reader.leaves_about(POST_ACTS, wanted)

    def _proofs(self, leaves: Iterable[Leaf]) -> Mapping[int, tuple[bytes, ...]]:
        return self.reader.prove_places([leaf.place for leaf in leaves if leaf.place is not None])

    def _post(
        self, post: PostRecord, leaves: Iterable[Leaf], proofs: Mapping[int, tuple[bytes, ...]]
    ) -> CasePost:
        shown = {number for one in post.people for number in one.persons}
        whole = self.sight.everything or (bool(shown) and shown <= self.sight.people)
        acts = tuple(
            CaseAct(leaf.act if whole else masked_act(leaf.act), proven(leaf, proofs, whole=whole))
            for leaf in leaves
        )
        record = post if whole else replace(post, question=masked_question(post.question))
        return CasePost(record, self.reader.takedowns_of(post.number), acts)

    def _file(self, file: File, leaves: Iterable[Leaf], proofs: Mapping[int, tuple[bytes, ...]]) -> CaseFile:
        whole = file.person.number in self.sight.people
        acts = tuple(
            CaseAct(leaf.act if whole else masked_act(leaf.act), proven(leaf, proofs, whole=whole))
            for leaf in leaves
            if whole or leaf.act.kind != LEGAL_FILE
        )
        papers = tuple(self._consent(one) for one in file.consents if one.order is None)
        return CaseFile(file.person, papers, acts, file.legal if whole else None)

    def _consent(self, record: ConsentRecord) -> CaseConsent:
        form = self.ports.forms.find(record.form, record.version)
        papers = [self._paper("original", record, one) for one in record.documents]
        if record.sealed is not None:
            papers.append(self._paper("sealed", record, record.sealed))
        return CaseConsent(record, form.text(record.language) if form else None, tuple(papers))

    def _paper(
        self, kind: Literal["original", "sealed"], consent: ConsentRecord, record: DocumentRecord
    ) -> CasePaper:
        """Read the document again and hold it to its SHA-256; one that cannot be read is not intact."""
        try:
            content = self.ports.blobs.get(consent.person, record.blob)
        except RegistryError:
            return CasePaper(kind, record, intact=False)
        return CasePaper(kind, record, sha256(content).hexdigest() == record.sha256)

    def _told(self, judged: Judged, *, whole: bool) -> Told:
        view, reasons = publisher_view(judged.decision), judged.decision.reasons
        if not whole:
            shown = communications_reasons(judged.facts, self.ports.policy.config)
            reasons = shown if len(judged.asked.people) > 1 else without_group(shown)
        decision = judged.decision
        known = Whole(decision.verdict, decision.persons, judged.facts) if whole else None
        return Told(view.answer, view.cite, view.conditions, reasons, known)


def proven(leaf: Leaf, proofs: Mapping[int, tuple[bytes, ...]], *, whole: bool) -> ProvenLeaf:
    """Join a leaf and its proof. Opened, an event counts a person's acts: legal's among them."""
    proof = None if leaf.place is None else proofs.get(leaf.place)
    opened = (leaf.event, leaf.secret) if whole else (None, None)
    return ProvenLeaf(leaf.entry, leaf.place, proof, *opened)


def known_papers(proof: Proof) -> tuple[KnownPaper, ...]:
    """List the papers of those matched, with their state as known then and now."""
    then = {
        paper.id: paper.state
        for found in proof.as_known_then.found
        for file in found.files
        for paper in file.consents
    }
    return tuple(
        KnownPaper(paper.id, file.person.number, then.get(paper.id), paper.state)
        for found in proof.as_known_now.found
        for file in found.files
        for paper in file.consents
        if paper.order is None
    )


def masked_record(record: AccessRecord) -> AccessRecord:
    """Leave out of a check what only legal may read of it."""
    question = masked_question(record.question) if record.question else None
    return replace(record, question=question, verdict=None, reasons=(), seen=())


def masked_question(question: Question) -> Question:
    """Leave out of a question what concerns protection (rules 6, protection facts)."""
    place = None if question.capture_place == "youth_court_hearing" else question.capture_place
    return replace(question, capture_place=place, context_links_family=False, requested_by=None)


def masked_act(act: Act) -> Act:
    """Leave out what says more than communications read: details, and who had a takedown asked."""
    if act.kind == TAKEDOWN_ASKED:
        return Act(act.kind, act.at, 0, "", "")
    return replace(act, details={})
