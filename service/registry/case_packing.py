"""A case as one JSON document, for programs: what it holds is described in `docs/evidence-pack.md`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from service.domain.identifiers import ConsentId
from service.registry.case_values import moment, plain

if TYPE_CHECKING:
    from service.registry.case_records import (
        Case,
        CaseAct,
        CaseConsent,
        CaseDecision,
        CaseFile,
        CasePost,
        ProvenLeaf,
        Told,
    )
    from service.registry.ports import ReferenceKind, References

SCHEMA: Final = "aval/evidence-pack/1"
"""Fields may be added under the same name; what one of them means never changes."""
Values = dict[str, Any]


def pack_case(references: References, case: Case) -> bytes:
    """Write a case as JSON, UTF-8, one way for one case."""
    values = _Packing(references, case).whole()
    return json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class _Packing:
    references: References
    case: Case

    def whole(self) -> Values:
        case = self.case
        checkpoint = case.checkpoint
        return {
            "schema": SCHEMA,
            "made_at": moment(case.made_at),
            "made_by": self._user(case.made_by),
            "role": case.role,
            "why": case.why,
            "asked": {"way": case.key.way, "text": case.key.text, "who": self._who()},
            "rules": case.rules,
            "checkpoint": checkpoint
            and {"size": checkpoint.size, "at": moment(checkpoint.at), "note": checkpoint.note},
            "journal": {
                "since": case.journal_since and moment(case.journal_since),
                "whole": case.journal_whole,
            },
            "posts": [self._post(one) for one in case.posts],
            "decisions": [self._decision(one) for one in case.decisions],
            "people": [self._file(one) for one in case.files],
        }

    def _who(self) -> Values | None:
        who = self.case.key.who
        if who is None or who.person is not None:
            return None
        named = {"name": who.name, "birth_date": who.birth_date, "email": who.email}
        return {name: self._plain(value) for name, value in named.items() if value}

    def _post(self, post: CasePost) -> Values:
        record = post.record
        return {
            "id": self._seal("post", record.number),
            "citation": ConsentId(record.citation).printed,
            "state": record.state,
            "question": self._plain(record.question),
            "text": record.text,
            "account": record.account,
            "url": record.url,
            "media": [{"sha256": digest, "name": name} for digest, name in record.media],
            "people": [[self._seal("person", one) for one in each.persons] for each in record.people],
            "cites": [[ConsentId(one).printed for one in each.cite] for each in record.people],
            "conditions": list(record.conditions),
            "visible_count": record.visible_count,
            "registered_at": moment(record.registered_at),
            "registered_by": self._user(record.registered_by),
            "published_at": record.published_at and moment(record.published_at),
            "takedowns": [
                {
                    "id": self._seal("takedown", one.number),
                    "state": one.state,
                    "asked_at": moment(one.asked_at),
                    "due_at": moment(one.due_at),
                    "urgent": one.urgent,
                    "removed_at": one.removed_at and moment(one.removed_at),
                    "done_by": one.done_by and self._user(one.done_by),
                    "evidence": one.evidence,
                }
                for one in post.takedowns
            ],
            "acts": [self._act(one) for one in post.acts],
        }

    def _decision(self, decision: CaseDecision) -> Values:
        record = decision.record
        told = {"verdict": record.verdict, "reasons": list(record.reasons)} if record.verdict else {}
        return {
            "id": self._seal("check", record.number),
            "at": moment(record.at),
            "by": self._user(record.by),
            "role": record.role,
            "via": record.via,
            "action": record.action,
            "question": record.question and self._plain(record.question),
            "people": [[self._seal("person", one) for one in each if one] for each in record.matched],
            "visible_count": record.visible_count,
            "answer": record.answer,
            **told,
            "rules": record.rules,
            "same_rules": decision.same_rules,
            "reproduced": decision.reproduced,
            "as_known_then": self._told(decision.then),
            "as_known_now": self._told(decision.now),
            "papers": [
                {
                    "id": ConsentId(one.id).printed,
                    "person": self._seal("person", one.person),
                    "state_then": one.then,
                    "state_now": one.now,
                }
                for one in decision.known
            ],
        }

    def _told(self, told: Told) -> Values:
        values: Values = {
            "answer": told.answer,
            "cite": [ConsentId(one).printed for one in told.cite],
            "conditions": list(told.conditions),
            "reasons": list(told.reasons),
        }
        if told.whole is not None:
            values["verdict"] = told.whole.verdict
            values["persons"] = [
                {"ref": one.ref, "verdict": one.verdict, "reasons": list(one.reasons)}
                for one in told.whole.persons
            ]
            values["facts"] = self._plain(told.whole.facts)
        return values

    def _file(self, file: CaseFile) -> Values:
        person = file.person
        values: Values = {
            "id": self._seal("person", person.number),
            "name": person.names.display,
            "birth_date": self._plain(person.birth_date),
            "adult_attested": person.adult_attested,
            "roles": self._plain(person.roles),
            "deceased": self._plain(person.deceased),
            "consents": [self._consent(one) for one in file.consents],
            "acts": [self._act(one) for one in file.acts],
        }
        if file.legal is not None:
            values["legal"] = self._plain(file.legal)
        return values

    def _consent(self, consent: CaseConsent) -> Values:
        record, text = consent.record, consent.text
        return {
            "id": ConsentId(record.id).printed,
            "state": record.state,
            "form": {
                "key": record.form,
                "version": record.version,
                "language": record.language,
                "title": text and text.title,
                "text_sha256": record.text_sha256,
                "text_still_the_same": text is not None and text.sha256 == record.text_sha256,
            },
            "signatures": self._plain(record.signatures),
            "on_screen": self._plain(record.screen),
            "answers": self._plain(record.outcomes),
            "limits": list(record.limits),
            "covers_health": record.covers_health,
            "valid_from": self._plain(record.valid_from),
            "valid_until": self._plain(record.valid_until),
            "activity": record.activity,
            "recorded_at": moment(record.recorded_at),
            "recorded_by": record.recorded_by and self._user(record.recorded_by),
            "confirmed_at": record.confirmed_at and moment(record.confirmed_at),
            "confirmed_by": record.confirmed_by and self._user(record.confirmed_by),
            "withdrawals": self._plain(record.withdrawals),
            "documents": [
                {"kind": one.kind, "intact": one.intact, **self._plain(one.record)} for one in consent.papers
            ],
        }

    def _act(self, act: CaseAct) -> Values:
        values: Values = {"kind": act.act.kind, "at": moment(act.act.at)}
        if act.act.role:
            values |= {"by": self._user(act.act.by), "role": act.act.role, "via": act.act.via}
        if act.act.details:
            values["details"] = dict(act.act.details)
        return values | {"leaf": _leaf(act.leaf)}

    def _user(self, number: int) -> Values:
        return {"id": self._seal("user", number), "name": self.case.staff.get(number)}

    def _seal(self, kind: ReferenceKind, number: int, item: int = 0) -> str:
        return self.references.seal(kind, number, item)

    def _plain(self, value: object) -> Any:  # noqa: ANN401 - any JSON value
        return plain(self.references, value)


def _leaf(leaf: ProvenLeaf) -> Values:
    return {
        "entry": leaf.entry.hex(),
        "place": leaf.place,
        "proof": None if leaf.proof is None else [one.hex() for one in leaf.proof],
        "event": None if leaf.event is None else leaf.event.decode(),
        "secret": None if leaf.secret is None else leaf.secret.hex(),
    }
