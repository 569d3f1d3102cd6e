"""What a rule finds: a reason code with its verdict. The worst of all findings is the verdict."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

from service.domain.reasons import PLACE
from service.domain.vocabulary import VERDICTS, Verdict

Finding: TypeAlias = tuple[str, Verdict]

SEVERITY: Final[dict[Verdict, int]] = {verdict: place for place, verdict in enumerate(VERDICTS)}
_FROM_WORST: Final[tuple[Verdict, ...]] = ("DENY", "REVIEW", "ALLOW_WITH_CONDITIONS")
PUBLISHABLE: Final[frozenset[Verdict]] = frozenset({"ALLOW", "ALLOW_WITH_CONDITIONS"})


def deny(code: str) -> Finding:
    """A finding that forbids."""
    return code, "DENY"


def review(code: str) -> Finding:
    """A finding that legal must decide."""
    return code, "REVIEW"


def worst(verdicts: Collection[Verdict]) -> Verdict:
    """Return the worst of some verdicts; of none: ALLOW."""
    for verdict in _FROM_WORST:
        if verdict in verdicts:
            return verdict
    return "ALLOW"


def merge(findings: Iterable[Finding]) -> dict[str, Verdict]:
    """Keep each code once, with the worst verdict any cause gave it."""
    kept: dict[str, Verdict] = {}
    for code, verdict in findings:
        if code not in kept or SEVERITY[verdict] > SEVERITY[kept[code]]:
            kept[code] = verdict
    return kept


def as_findings(kept: Mapping[str, Verdict]) -> tuple[Finding, ...]:
    """Return merged findings in the order in which the rules are judged."""
    found = kept.items()
    return tuple(sorted(found, key=_place) if len(found) > 1 else found)


def in_order(codes: Collection[str]) -> tuple[str, ...]:
    """Sort reason codes in the order in which the rules are judged."""
    return tuple(sorted(codes, key=PLACE.__getitem__) if len(codes) > 1 else codes)


def _place(finding: Finding) -> int:
    return PLACE[finding[0]]
