"""The establishment's settings from plain values (keys and values: rules.md §6)."""

from typing import Any, Final

from service.domain import vocabulary
from service.domain.facts import Config
from service.domain.reading import BAD_VALUE, CaseFault, Fields, read_object, read_whole

_DEFAULT: Final = Config()
_LONGEST_MONTHS: Final = 1200
_STRICT: Final = ("DENY", "REVIEW")
_ANY_VERDICT: Final = ("DENY", "REVIEW", "ALLOW")

CHOICES: Final = {
    "minor_14_17_policy": vocabulary.MINOR_14_17_POLICIES,
    "minor_u14_refusal": vocabulary.MINOR_U14_REFUSALS,
    "feb29_rule": vocabulary.FEB29_RULES,
    "turning_14": vocabulary.TURNING_14,
    "turning_18_parent_consent": vocabulary.TURNING_18_PARENT,
    "turning_18_self_signed": vocabulary.TURNING_18_SELF,
    "court_file_check_digit": vocabulary.COURT_FILE_CHECKS,
    "staff_name": vocabulary.STAFF_NAMES,
}
"""Key → its values."""

VERDICT_KEYS: Final = {
    "second_parent_refusal": _ANY_VERDICT,
    "known_parental_conflict": _ANY_VERDICT,
    "former_lpj_child_adult": _STRICT,
    "lpj_ended_minor": _STRICT,
    "lpj_parent_unrelated_context": _STRICT,
    "deceased_no_consent": _STRICT,
    "deceased_living_consent": _ANY_VERDICT,
    "staff_departure": _ANY_VERDICT,
    "rirtf_child_resource": _STRICT,
    "rirtf_kinship": _STRICT,
    "later_incapacity": _ANY_VERDICT,
}
"""Key → verdicts it takes; ALLOW silences the rule, which protection never allows."""

FLAGS: Final = ("lpj_order_also_needs_personal_consent", "written_form_required")


def read_config(given: object, pointer: str = "") -> Config:
    """Read the settings; absent keys keep their defaults, unknown ones are ignored. Raises CaseFault."""
    fields = read_object(given, pointer)
    lists = CHOICES | VERDICT_KEYS
    values: dict[str, Any] = {
        key: fields.code(key, words, getattr(_DEFAULT, key)) for key, words in lists.items()
    }
    values |= {key: fields.flag(key, default=getattr(_DEFAULT, key)) for key in FLAGS}
    if "public_channels" in fields.values:
        values["public_channels"] = fields.codes("public_channels", vocabulary.CHANNELS)
    return Config(
        **values,
        time_zone=fields.text("time_zone") or _DEFAULT.time_zone,
        max_consent_months=_months(fields),
        spot_check_share=_share(fields),
    )


def _months(fields: Fields) -> int:
    given = fields.values.get("max_consent_months", _DEFAULT.max_consent_months)
    return read_whole(given, fields.at("max_consent_months"), 1, _LONGEST_MONTHS)


def _share(fields: Fields) -> float:
    given = fields.values.get("spot_check_share", _DEFAULT.spot_check_share)
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        raise CaseFault(BAD_VALUE, "0 <= n <= 1", fields.at("spot_check_share"))
    return float(given)
