"""The engine's answer to a case, in the shape of the oracle's, and what differs between the two."""

from service.domain.cases import read_case
from service.domain.decision import decide
from service.domain.person_walk import PersonDecision
from service.domain.valid_until import valid_until
from service.domain.views import PersonShown, communications_view, publisher_view
from tests.oracle.scene import Facts


def engine_answer(case: Facts) -> Facts:
    """Everything the engine says of a case; lists in alphabetical order."""
    facts, config = read_case(case)
    decision = decide(facts, config)
    publisher = publisher_view(decision)
    shown = communications_view(facts, config, decision)
    until = valid_until(facts, config)
    return {
        "id": case.get("id"),
        "verdict": decision.verdict,
        "reasons": sorted(decision.reasons),
        "persons": [_person(person) for person in decision.persons],
        "conditions": sorted(decision.conditions),
        "valid_until": until.isoformat() if until else None,
        "publisher": {
            "answer": publisher.answer,
            "cite": sorted(publisher.cite),
            "conditions": sorted(publisher.conditions),
        },
        "communications": {
            "reasons": sorted(shown.reasons),
            "persons": [_person(person) for person in shown.persons],
        },
    }


def _person(person: PersonDecision | PersonShown) -> Facts:
    return {"ref": person.ref, "verdict": person.verdict, "reasons": sorted(person.reasons)}


def differing(oracle: Facts, engine: Facts) -> list[str]:
    """The fields on which they disagree.

    Where two papers or orders are equally near, the rules do not say which one's codes are given: then only
    the verdict is compared.
    """
    fields = ["verdict"] if oracle["tied"] else list(engine)
    return [field for field in fields if oracle[field] != engine[field]]
