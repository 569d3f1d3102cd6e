"""What the rules are given: one post, the people in it, the court orders, and the establishment's settings.

Field names are those of rules.md §1 and §6 (`from` is written `from_`). Codes are words of `vocabulary`.
None means "not known" where a default is not given by the rules.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

RuleVerdict: TypeAlias = Literal["DENY", "REVIEW", "ALLOW"]


@dataclass(frozen=True, slots=True)
class Post:
    """One publication, on its local date, to one channel or several."""

    date: date
    medium: str
    channels: tuple[str, ...]
    purpose: str
    capture_place: str = "other"
    source: str = "establishment"
    discloses_health: bool = False
    incidental: bool = False
    context_links_family: bool = False
    content_flag: str | None = None
    copyright_cleared: bool = True
    pia_covered: bool = True
    requested_by: str | None = None
    repost: bool = False
    activity: str | None = None
    visible_count: int | None = None
    """People visible; None: as many as the persons given."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the person can decide alone; `scope` is what a temporary representation is for."""

    status: str | None = "capable"
    self_decides_personal: bool = False
    wish: str = "unknown"
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Lpj:
    """Youth protection: status, since when, ended when."""

    status: str | None = "none"
    since: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class LegalCheck:
    """Legal's look at the file; `until` is its last good day."""

    status: str = "accepted"
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Parents:
    """Known conflict between the parents, and what the other parent said."""

    conflict: bool = False
    other_parent: str = "unknown"


@dataclass(frozen=True, slots=True)
class Consent:
    """One paper, as one signer signed it; `expires` is its last good day."""

    id: str | None
    signed: date | None
    signer: str | None
    media: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    expires: date | None = None
    withdrawn: date | None = None
    evidence: str = "none"
    form: str = "written"
    opt_in: bool = True
    free: bool = True
    informed: bool = True
    distinct: bool = True
    covers_health: bool = False
    limits: tuple[str, ...] = ()
    integrity: str = "ok"
    signature: str = "verified"
    cited: bool = True
    belongs_to: str | None = None
    """The person's ref; None: the person who holds it."""
    signer_id: str | None = None
    activity: str | None = None
    survives_death: bool = False
    liquidator: str = "unknown"
    id_status: str = "ok"


@dataclass(frozen=True, slots=True)
class Review:
    """Legal's recorded decision on one REVIEW; both days included, None: no bound."""

    code: str
    outcome: str
    from_: date | None = None
    until: date | None = None
    conditions: tuple[str, ...] = ()
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person in the post, with everything on file about them."""

    ref: str
    role: str | None
    dob: date | None = None
    adult_attested: bool = False
    identifiable_by: tuple[str, ...] | None = None
    """What makes them recognisable; empty: attested that nothing does; None: nobody said."""
    capacity: Capacity | None = Capacity()
    lpj: Lpj | None = Lpj()
    parent_of_lpj: bool = False
    identifies_lpj_family: bool = False
    ycja: bool = False
    minor_wish: str = "agrees_or_not_asked"
    legal_check: LegalCheck = LegalCheck()
    parents: Parents = Parents()
    emancipated: str | None = None
    deceased: date | None = None
    resource_clientele: str | None = None
    kinship: bool = False
    in_public_function: bool = False
    other_ban: str | None = None
    consents: tuple[Consent, ...] = ()
    reviews: tuple[Review, ...] = ()
    looked_up: bool = False
    """Found in the registry: judged by consent alone, never by R1, R53, R58 or R59 (rules.md §6)."""


@dataclass(frozen=True, slots=True)
class CourtOrder:
    """One order; what it does not name, it does not allow. Empty `works`: not limited to named works."""

    court: str | None
    file_number: str | None
    order_date: date | None
    id: str | None = None
    """Its number of a consent's form, cited when the order dispenses with consent."""
    valid_from: date | None = None
    valid_to: date | None = None
    persons: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    verified_by_legal: bool = False
    dispenses_consent: bool = False
    statute_cited: str | None = None
    works: tuple[str, ...] = ()
    stayed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One case: the post, its people, the orders of the court."""

    post: Post
    persons: tuple[Person, ...]
    court_orders: tuple[CourtOrder, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """What the establishment's lawyers may set (rules.md §6, config values)."""

    time_zone: str = "America/Toronto"
    minor_14_17_policy: str = "minor_and_parent_for_public_channels"
    minor_u14_refusal: str = "veto"
    feb29_rule: str = "march_1"
    max_consent_months: int = 24
    turning_14: str = "new_posts_need_minor_consent"
    turning_18_parent_consent: str = "lapses"
    turning_18_self_signed: str = "valid_until_expiry"
    second_parent_refusal: RuleVerdict = "DENY"
    known_parental_conflict: RuleVerdict = "REVIEW"
    former_lpj_child_adult: RuleVerdict = "REVIEW"
    lpj_ended_minor: RuleVerdict = "DENY"
    lpj_parent_unrelated_context: RuleVerdict = "REVIEW"
    lpj_order_also_needs_personal_consent: bool = True
    court_file_check_digit: str = "block"
    deceased_no_consent: RuleVerdict = "DENY"
    deceased_living_consent: RuleVerdict = "REVIEW"
    staff_departure: RuleVerdict = "REVIEW"
    written_form_required: bool = True
    rirtf_child_resource: RuleVerdict = "REVIEW"
    rirtf_kinship: RuleVerdict = "DENY"
    later_incapacity: RuleVerdict = "REVIEW"
    public_channels: tuple[str, ...] = (
        "facebook",
        "facebook_personal",
        "instagram",
        "linkedin",
        "youtube",
        "x",
        "web_site",
        "print",
        "press_release",
        "press_broadcast",
        "tiktok",
        "newsletter",
    )
    staff_name: str = "needs_consent"
    spot_check_share: float = 0.02
