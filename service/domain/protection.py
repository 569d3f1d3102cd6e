"""Protected people: youth protection (LPJ), young persons (YCJA) and other bans (R30-R45, R55a)."""

from datetime import date
from typing import Final, NamedTuple

from service.domain.ages import MAJORITY
from service.domain.court_orders import NO_RULING, Ruling, rule_on
from service.domain.facts import CourtOrder
from service.domain.findings import Finding, deny, review
from service.domain.showing import Showing

CONCERNED: Final = frozenset({"active", "ended"})


class Protection(NamedTuple):
    """What the rules on protected people find, and what a valid order changes for the rest of the walk."""

    findings: tuple[Finding, ...] = ()
    orders: tuple[CourtOrder, ...] = ()
    """The valid orders the showing rests on."""
    dispensed: bool = False
    """An order stands in for the personal consent."""
    ends_walk: bool = False


_NOTHING: Final = Protection()


def is_protected(showing: Showing) -> bool:
    """Tell whether the person is protected, as far as anyone knows; an age not known counts as a minor's."""
    person = showing.person
    if person.parent_of_lpj or person.identifies_lpj_family:
        return True
    if showing.adult:
        return False
    return person.ycja or is_check_open(showing) or person.lpj is None or person.lpj.status != "none"


def is_check_open(showing: Showing) -> bool:
    """Tell whether the legal check is not done, or has run out; a rejected check is done."""
    check = showing.person.legal_check
    if check.status == "accepted":
        return check.until is not None and check.until < showing.day
    return check.status == "pending"


def judge_protection(showing: Showing) -> Protection:
    """Walk through the rules on protected people (§3, other bans and youth protection)."""
    findings = _other_bans(showing)
    status = lpj_status(showing)
    concerned = not showing.adult and status in CONCERNED
    unknown = not showing.adult and (status == "unknown" or is_check_open(showing))
    child, parent = concerned or unknown, showing.person.parent_of_lpj
    ruling = rule_on(showing, _death_of(showing, child=child))  # of everyone, so that time tells nothing
    if not _is_touched(showing):
        return Protection(tuple(findings)) if findings else _NOTHING
    ruling = ruling if child or parent else NO_RULING
    if child and showing.dead and not ruling.valid:
        findings += [deny("LPJ_DECEASED"), deny("LPJ_COURT_ORDER_REQUIRED")]
    if unknown:
        findings.append(deny("LPJ_STATUS_UNKNOWN"))
    if showing.post.requested_by is not None and (child or parent):
        return Protection((*findings, review("LPJ_NECESSARY_FOR_ACT")), ends_walk=True)
    findings += _child(showing, status, ruling) if concerned else []
    findings += _former(showing, status)
    findings += _parent(showing, ruling)
    findings += _association(showing, lifted=bool(ruling.valid) and (concerned or parent))
    findings += _kinship(showing)
    return Protection(tuple(findings), ruling.valid, _dispenses(showing, ruling, concerned=concerned))


def lpj_status(showing: Showing) -> str:
    """Return the youth-protection status on the day (rules.md §6); one not known is R4's to refuse."""
    lpj = showing.person.lpj
    if lpj is None or lpj.status is None:
        return "none"
    if lpj.status == "ended" and lpj.ended is not None and lpj.ended > showing.day:
        return "active"
    if showing.adult and lpj.status == "unknown":
        majority = showing.turned(MAJORITY)
        began_later = majority is not None and lpj.since is not None and lpj.since > majority
        return "none" if began_later else "unknown"
    return lpj.status


def _is_touched(showing: Showing) -> bool:
    person = showing.person
    flags = person.parent_of_lpj or person.identifies_lpj_family or person.kinship
    return flags or lpj_status(showing) != "none" or is_check_open(showing)


def _other_bans(showing: Showing) -> list[Finding]:
    findings: list[Finding] = []
    person = showing.person
    if person.ycja:
        findings.append(review("YCJA_FORMER") if showing.adult else deny("YCJA_BAN"))
    if showing.post.content_flag is not None and not showing.adult:
        findings.append(deny("CHILD_INTEREST"))
    if person.other_ban == "adoption":
        findings.append(deny("ADOPTION_CONFIDENTIAL"))
    elif person.other_ban is not None:
        findings.append(review("FAMILY_PROCEEDINGS"))
    return findings


def _death_of(showing: Showing, *, child: bool) -> date | None:
    """R41: after a child's death only an order dated later counts."""
    return showing.person.deceased if child and showing.dead else None


def _child(showing: Showing, status: str, ruling: Ruling) -> list[Finding]:
    """R32, R33, R36, R37, and R40 for a child no longer followed."""
    if ruling.valid:
        return [("LPJ_ORDER_OK", "ALLOW_WITH_CONDITIONS")]
    codes = ["LPJ_COURT_ORDER_REQUIRED", *ruling.defects]
    if showing.person.consents:
        codes.append("LPJ_CONSENT_INSUFFICIENT")
    if status != "ended":
        return [deny(code) for code in codes]
    return [(code, showing.config.lpj_ended_minor) for code in (*codes, "LPJ_ENDED_MINOR")]


def _former(showing: Showing, status: str) -> list[Finding]:
    """R40, of age now."""
    if not showing.adult or status == "none":
        return []
    return [("LPJ_FORMER_ADULT", showing.config.former_lpj_child_adult)]


def _parent(showing: Showing, ruling: Ruling) -> list[Finding]:
    """R34: the order lifts the ban on the picture, never the parent's own consent."""
    person = showing.person
    if not person.parent_of_lpj:
        return []
    if ruling.valid:
        return [("LPJ_ORDER_OK", "ALLOW_WITH_CONDITIONS")]
    if not (showing.post.context_links_family or person.identifies_lpj_family):
        return [("LPJ_PARENT_UNRELATED_CONTEXT", showing.config.lpj_parent_unrelated_context)]
    return [deny(code) for code in ("LPJ_PARENT", "LPJ_COURT_ORDER_REQUIRED", *ruling.defects)]


def _association(showing: Showing, *, lifted: bool) -> list[Finding]:
    """R35: only a child or parent with an order of their own may make a protected family known."""
    if not showing.person.identifies_lpj_family or lifted:
        return []
    return [deny("LPJ_IDENTIFIABLE_BY_ASSOCIATION")]


def _kinship(showing: Showing) -> list[Finding]:
    """R55a."""
    person = showing.person
    if person.role != "rirtf" or person.resource_clientele != "children" or not person.kinship:
        return []
    return [("LPJ_IDENTIFIABLE_BY_ASSOCIATION", showing.config.rirtf_kinship)]


def _dispenses(showing: Showing, ruling: Ruling, *, concerned: bool) -> bool:
    if not ruling.valid or not concerned or showing.person.parent_of_lpj:
        return False
    needs_consent = showing.config.lpj_order_also_needs_personal_consent
    return not needs_consent or all(order.dispenses_consent for order in ruling.valid)
