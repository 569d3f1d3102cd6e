"""The closed lists of the trade, each in its fixed order.

The place of a medium or a channel in its list is its bit in a token: add at the end only, never reorder.
"""

from typing import Final, Literal, TypeAlias

Verdict: TypeAlias = Literal["ALLOW", "ALLOW_WITH_CONDITIONS", "REVIEW", "DENY"]
Answer: TypeAlias = Literal["yes", "yes_with_conditions", "no"]

VERDICTS: Final[tuple[Verdict, ...]] = ("ALLOW", "ALLOW_WITH_CONDITIONS", "REVIEW", "DENY")
ANSWERS: Final[tuple[Answer, ...]] = ("yes", "yes_with_conditions", "no")

# The post
MEDIA: Final = ("photo", "video", "voice", "name", "testimonial")
CHANNELS: Final = (
    "facebook",
    "facebook_personal",
    "instagram",
    "linkedin",
    "youtube",
    "x",
    "tiktok",
    "web_site",
    "print",
    "press_release",
    "press_broadcast",
    "intranet",
    "newsletter",
    "internal_training",
)
PURPOSES: Final = (
    "promotion",
    "information",
    "recognition",
    "recruitment",
    "fundraising",
    "training",
    "safety_alert",
    "other",
)
ANY: Final = "any"
CAPTURE_PLACES: Final = (
    "care_area",
    "room",
    "corridor",
    "waiting_room",
    "office",
    "press_room",
    "event_hall",
    "outdoor",
    "public_outdoor",
    "foster_home",
    "youth_centre",
    "rehabilitation_centre",
    "group_home",
    "youth_court_hearing",
    "other",
)
SOURCES: Final = ("establishment", "surveillance_device", "third_party")
CONTENT_FLAGS: Final = ("undignified",)
REQUESTERS: Final = ("dpj_police",)

# The person
ROLES: Final = (
    "user",
    "former_user",
    "relative",
    "staff",
    "former_staff",
    "volunteer",
    "rirtf",
    "visitor",
    "attendee",
    "media",
    "public_figure",
)
# What may be ticked on a page; the engine takes any word here: whatever identifies, identifies.
IDENTIFIERS: Final = (
    "face",
    "voice",
    "name",
    "first_name",
    "name_on_board",
    "tattoo",
    "clothing",
    "team_shirt",
    "wheelchair",
    "equipment",
    "room_number",
    "home",
    "street",
    "school",
    "tag",
    "metadata",
    "family_link",
    "other",
)
CAPACITY_STATUSES: Final = (
    "capable",
    "tutorship",
    "mandate_homologated",
    "mandate_not_homologated",
    "temporary_representation",
    "assisted",
    "de_facto_incapable",
    "later_incapable",
)
REPRESENTED_STATUSES: Final = (
    "tutorship",
    "mandate_homologated",
    "mandate_not_homologated",
    "temporary_representation",
)
WISHES: Final = ("agrees", "objects", "unknown")
IMAGE_PUBLICATION: Final = "image_publication"
LPJ_STATUSES: Final = ("none", "active", "ended", "unknown")
LEGAL_CHECK_STATUSES: Final = ("accepted", "pending", "rejected")
MINOR_WISHES: Final = ("agrees_or_not_asked", "refuses")
OTHER_PARENT: Final = ("agrees", "refused", "unknown")
EMANCIPATIONS: Final = ("simple", "full")
RESOURCE_CLIENTELES: Final = ("adults", "children")
OTHER_BANS: Final = ("adoption", "family_proceedings")

# The consent
SIGNERS: Final = (
    "self",
    "parent",
    "parent_deprived",
    "tutor_minor",
    "tutor_person",
    "tutor_property",
    "mandatary_person",
    "temporary_representative",
    "assistant",
    "spouse",
    "grandparent",
    "relative",
    "foster_parent",
    "caseworker",
    "heir",
    "dpj_director",
    "other",
)
EVIDENCE: Final = (
    "none",
    "declared",
    "judgment",
    "homologation",
    "mandate_copy",
    "letter",
    "register",
    "will",
)
FORMS: Final = ("written", "verbal")
INTEGRITY: Final = ("ok", "hash_mismatch", "scan_undocumented")
SIGNATURES: Final = ("verified", "unverified")
ID_STATUSES: Final = ("ok", "unknown", "bad_check")
LIQUIDATORS: Final = ("no_objection", "objects", "unknown")

# Limits of a consent and conditions of an order, a review or a rule: one catalogue, whatever the origin.
CONDITIONS: Final = (
    "back_only",
    "no_face",
    "no_name",
    "no_first_name",
    "no_place",
    "no_tag",
    "no_zoom",
    "no_comments",
    "audio_only",
    "internal_only",
    "review_first",
    "remove_on_request",
    "via_dcai",
)

# Court orders and reviews
COURTS: Final = ("CQ_youth", "CS_appeal", "CA_appeal")
REVIEW_OUTCOMES: Final = ("accepted", "refused")

# Configuration
MINOR_14_17_POLICIES: Final = ("minor_and_parent_for_public_channels", "minor_alone", "either", "both")
MINOR_U14_REFUSALS: Final = ("veto", "ignored")
FEB29_RULES: Final = ("march_1", "feb_28")
TURNING_14: Final = ("new_posts_need_minor_consent", "parent_consent_continues")
TURNING_18_PARENT: Final = ("lapses", "review")
TURNING_18_SELF: Final = ("valid_until_expiry", "lapses")
COURT_FILE_CHECKS: Final = ("block", "warn")
STAFF_NAMES: Final = ("public_info", "needs_consent")
