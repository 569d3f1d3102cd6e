"""The closed lists that random cases draw from, and dates near their boundaries."""

from datetime import date, timedelta
from random import Random

from tests.oracle.scene import words

MEDIA = words("photo photo photo video voice name testimonial")
CHANNELS = words(
    "facebook facebook facebook_personal instagram linkedin youtube x tiktok web_site print press_release"
    " press_broadcast intranet intranet newsletter internal_training"
)
CHANNELS_ONCE = sorted(set(CHANNELS))
PURPOSES = words(
    "promotion promotion information recognition recruitment fundraising training safety_alert other"
)
PLACES = words(
    "care_area room corridor waiting_room office press_room event_hall outdoor public_outdoor foster_home"
    " youth_centre rehabilitation_centre group_home other"
)
ACTIVITIES = ["gala", "marathon"]
LIMITS = words("back_only no_name no_place no_tag review_first audio_only")
CONDITIONS = words(
    "back_only no_face no_name no_first_name no_place no_tag no_zoom no_comments audio_only internal_only"
    " review_first remove_on_request via_dcai"
)


def chance(rng: Random, share: float) -> bool:
    return rng.random() < share


def day(text: str, days: int) -> str:
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()


def near(rng: Random, text: str) -> str:
    """That day, the day before or after, or a few weeks away."""
    return day(text, rng.choice([-1, 0, 1, -1, 0, 1, -40, 40, 200]))


def born(rng: Random, on: str, age: int) -> str:
    """A birth date of someone about that age on that day, often with the birthday next to it."""
    when = date.fromisoformat(on)
    if (when.month, when.day) in {(2, 28), (3, 1)} and chance(rng, 0.3):
        return f"{(when.year - age) // 4 * 4}-02-29"
    back = date(when.year - age, when.month, min(when.day, 28))
    return (back + timedelta(days=rng.choice([-1, 0, 1, -100, -200, -300]))).isoformat()
