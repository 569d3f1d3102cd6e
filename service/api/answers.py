"""Answers of checks, as bytes: always the same shape, and the same bytes for every no."""

from __future__ import annotations

from typing import Any, Final

import orjson

from service.api.shown import moment_text
from service.domain.identifiers import ConsentId
from service.registry.checking import CheckAnswer, PersonAnswer
from service.registry.judging import Judged
from service.registry.ports import Ports
from service.registry.storing import Checkpoint

RECEIPT: Final = 1
"""What else a check's number stands for, beside the check itself: its receipt."""


def answer_bytes(ports: Ports, answer: CheckAnswer) -> bytes:
    """Write the answer to one question."""
    return orjson.dumps(answer_fields(ports, answer))


def answer_fields(ports: Ports, answer: CheckAnswer) -> dict[str, Any]:
    """Return the fields of an answer, in their fixed order; reasons for those who may read them."""
    fields = {
        "id": ports.references.seal("check", answer.number),
        "answer": answer.answer,
        "cite": printed(answer.cite),
        "conditions": answer.conditions,
        "valid_until": answer.valid_until,
        "as_of": as_of(answer.as_of),
        "receipt": ports.references.seal("check", answer.number, RECEIPT),
    }
    if answer.reasons is not None:
        fields["reasons"] = answer.reasons
    if answer.judged is not None:
        fields |= verdict_fields(answer.judged)
    return fields


def person_fields(answer: PersonAnswer) -> dict[str, Any]:
    """Return what the answer is for one person of a post."""
    return {"answer": answer.answer, "cite": printed(answer.cite), "conditions": answer.conditions}


def verdict_fields(judged: Judged) -> dict[str, Any]:
    """Return the verdict and each person's reasons; for legal alone."""
    return {
        "verdict": judged.decision.verdict,
        "persons": [
            {"ref": one.ref, "verdict": one.verdict, "reasons": one.reasons}
            for one in judged.decision.persons
        ],
    }


def as_of(checkpoint: Checkpoint | None) -> dict[str, str | None]:
    """Say of which published state of the log this is; it moves at a fixed cadence, whoever works."""
    if checkpoint is None:
        return {"tree_size": "000000000000", "time": None}
    return {"tree_size": f"{checkpoint.size:012d}", "time": moment_text(checkpoint.at)}


def printed(numbers: tuple[str, ...]) -> list[str]:
    """Write numbers to cite as people read them."""
    return [ConsentId(number).printed for number in numbers]
