"""One person, on one channel, on one day: what every rule of the oracle looks at, and what they find."""

from calendar import isleap, monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Facts = dict[str, Any]

RANK = {"ALLOW": 0, "ALLOW_WITH_CONDITIONS": 1, "REVIEW": 2, "DENY": 3}


def words(text: str) -> list[str]:
    """A list written as a line of words."""
    return text.split()


PUBLIC_CHANNELS = words(
    "facebook facebook_personal instagram linkedin youtube x web_site print press_release press_broadcast"
    " tiktok newsletter"
)

CONFIG: Facts = {
    "minor_14_17_policy": "minor_and_parent_for_public_channels",
    "minor_u14_refusal": "veto",
    "feb29_rule": "march_1",
    "max_consent_months": 24,
    "turning_14": "new_posts_need_minor_consent",
    "turning_18_parent_consent": "lapses",
    "turning_18_self_signed": "valid_until_expiry",
    "second_parent_refusal": "DENY",
    "known_parental_conflict": "REVIEW",
    "former_lpj_child_adult": "REVIEW",
    "lpj_ended_minor": "DENY",
    "lpj_parent_unrelated_context": "REVIEW",
    "lpj_order_also_needs_personal_consent": True,
    "court_file_check_digit": "block",
    "deceased_no_consent": "DENY",
    "deceased_living_consent": "REVIEW",
    "staff_departure": "REVIEW",
    "written_form_required": True,
    "rirtf_child_resource": "REVIEW",
    "rirtf_kinship": "DENY",
    "later_incapacity": "REVIEW",
    "public_channels": PUBLIC_CHANNELS,
    "staff_name": "needs_consent",
}


def worst(verdicts: list[str]) -> str:
    """DENY > REVIEW > ALLOW_WITH_CONDITIONS > ALLOW."""
    return max(["ALLOW", *verdicts], key=RANK.__getitem__)


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def birthday(dob: date, years: int, config: Facts) -> date:
    """« born Feb 29: Mar 1 in common years, configurable »."""
    if (dob.month, dob.day) == (2, 29) and not isleap(dob.year + years):
        return (
            date(dob.year + years, 3, 1)
            if config["feb29_rule"] == "march_1"
            else date(dob.year + years, 2, 28)
        )
    return dob.replace(year=dob.year + years)


def months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@dataclass
class Finding:
    """What the rules found on a person: each code with its verdict, and what a yes would carry."""

    codes: dict[str, str] = field(default_factory=dict)
    conditions: set[str] = field(default_factory=set)
    cite: set[str] = field(default_factory=set)
    passed_without_limits: bool = False
    order_or_review_has_conditions: bool = False
    all_pass: bool = True
    """R62: every signature that was needed in life has a paper that passes."""
    tied: bool = False
    """Two papers are equally near: any of them may stand for the decision."""

    def add(self, code: str, verdict: str) -> None:
        """« All others accumulate: every code that applies is returned, the worst verdict wins. »."""
        if verdict:
            self.codes[code] = worst([verdict, self.codes.get(code, "ALLOW")])

    def add_all(self, codes: dict[str, str]) -> None:
        for code, verdict in codes.items():
            self.add(code, verdict)

    def join(self, other: "Finding") -> None:
        self.add_all(other.codes)
        self.tied |= other.tied
        self.conditions |= other.conditions
        self.cite |= other.cite
        self.passed_without_limits |= other.passed_without_limits
        self.order_or_review_has_conditions |= other.order_or_review_has_conditions

    def verdict(self) -> str:
        verdict = worst(list(self.codes.values()))
        return "ALLOW_WITH_CONDITIONS" if verdict == "ALLOW" and self.conditions else verdict

    def publishable(self) -> bool:
        return self.verdict() in {"ALLOW", "ALLOW_WITH_CONDITIONS"}


@dataclass
class Scene:
    """One person of a post, on one of its channels, on one day."""

    person: Facts
    post: Facts
    channel: str
    orders: list[Facts]
    config: Facts
    day: date

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        return self.person.get(key, default)

    def marks(self) -> list[str]:
        return self.get("identifiable_by") or []

    def knobs(self, key: str) -> str:
        """The verdict a rule's configuration gives; ALLOW makes the rule silent."""
        return "" if self.config[key] == "ALLOW" else str(self.config[key])

    def death(self) -> date | None:
        died = day_of(self.get("deceased"))
        return died if died and died <= self.day else None

    def dob(self) -> date | None:
        return day_of(self.get("dob"))

    def age_reached(self, years: int, day: date) -> bool:
        dob = self.dob()
        return dob is not None and birthday(dob, years, self.config) <= day

    def has_age(self, years: int) -> bool:
        """« age in completed years on the local date »; « minority at death »."""
        return self.age_reached(years, self.death() or self.day)

    def is_adult(self) -> bool:
        """« signed « J'ai 18 ans ou plus » (replaces an unknown birth date) »."""
        return self.has_age(18) if self.dob() else bool(self.get("adult_attested"))

    def is_minor(self) -> bool:
        """Not known to be an adult: « Unknown never means yes »."""
        return not self.is_adult()

    def capacity(self) -> Facts:
        return self.get("capacity", {}) or {}

    def capacity_status(self) -> str | None:
        return None if self.get("capacity", {}) is None else self.capacity().get("status", "capable")

    def check_is_open(self) -> bool:
        """« an open check (pending or run out) ... a rejected check is done »."""
        check = self.get("legal_check") or {}
        status, until = check.get("status", "accepted"), day_of(check.get("until"))
        return status == "pending" or (status == "accepted" and until is not None and until < self.day)

    def lpj(self) -> str:
        """The recorded status; « an `ended` in the future is active »; null is R4's to refuse."""
        recorded = self.get("lpj", {})
        if recorded is None:
            return "none"
        ended = day_of(recorded.get("ended"))
        status = str(recorded.get("status", "none"))
        return "active" if status == "ended" and ended and ended > self.day else status

    def is_lpj_child(self) -> bool:
        """« minor concerned by the LPJ (active, or ended while still a minor) »."""
        return self.is_minor() and self.lpj() in {"active", "ended"}

    def is_lpj_unknown_minor(self) -> bool:
        """« a minor whose legal check is not done or has run out is `unknown` »."""
        return self.is_minor() and (self.lpj() == "unknown" or self.check_is_open())

    def is_lpj_parent(self) -> bool:
        return bool(self.get("parent_of_lpj"))

    def identifies_family(self) -> bool:
        return bool(self.get("identifies_lpj_family"))

    def is_public(self) -> bool:
        return self.channel in self.config["public_channels"]

    def breaks(self, conditions: list[str]) -> bool:
        """« Broken limits, checkable ones » of section 6; the others are promises."""
        marks, medium = set(self.marks()), self.post["medium"]
        shown = {
            "back_only": "face" in marks,
            "no_face": "face" in marks,
            "no_name": bool(marks & {"name", "first_name", "name_on_board"}) or medium == "name",
            "no_first_name": "first_name" in marks,
            "no_place": bool(marks & {"room_number", "home"}),
            "audio_only": medium in {"photo", "video"},
            "internal_only": self.is_public(),
        }
        return any(shown.get(condition, False) for condition in conditions)

    def lacks_medium(self, media: list[str]) -> bool:
        """« `name` needs `name`, and `voice` needs voice or video, ... besides the post's own medium »."""
        name_missing = "name" in self.marks() and "name" not in media
        voice_missing = "voice" in self.marks() and not {"voice", "video"} & set(media)
        return self.post["medium"] not in media or name_missing or voice_missing
