"""Reading what is asked of the registry: the post, the four neutral questions, the people."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES, ROLES
from service.registry.questions import Question, Who
from service.web.filled import Filled
from service.web.reading import Sent, read_line, read_who, seems_a_day

PLACES: Final = {
    "care_area": "care_area",
    "room": "room",
    "corridor": "corridor",
    "waiting_room": "waiting_room",
    "office": "office",
    "press_room": "press_room",
    "event_hall": "event_hall",
    "outdoor": "outdoor",
    "public_outdoor": "public_outdoor",
    "residence": "foster_home",
    "group_home": "group_home",
    "rehabilitation_centre": "rehabilitation_centre",
    "hearing": "youth_court_hearing",
    "other": "other",
}
"""Places as a publisher chooses them, and the places of the rules; no page names what must not be named."""

_TIME: Final = re.compile(r"([01]?\d|2[0-3])\s?[:hH]\s?([0-5]\d)?")
_MEDIUM: Final = re.compile(r"([0-9a-f]{64})( .{0,120})?")
STRANGERS: Final = 5
MOST_DIGITS: Final = 9
"""Of a count; Python reads no number of thousands of digits."""
LISTS: Final = {"media": MEDIA, "channels": CHANNELS, "purposes": PURPOSES}
"""What every page that asks about a post offers to choose from."""


def read_question(form: Filled, *, whole: bool = False) -> Question:
    """Read the post; `whole` asks all four neutral questions, else only the one on care."""
    medium = form.choice("medium", MEDIA)
    channels = form.choices("channels", CHANNELS)
    purpose = form.choice("purpose", PURPOSES)
    on = form.day("on")
    health = form.yes_no("health")
    place = PLACES.get(form.choice("place", tuple(PLACES)), "other") if whole else None
    return Question(
        medium=medium,
        channels=channels,
        purpose=purpose,
        on=on,
        activity=form.sent.some("activity"),
        discloses_health=health,
        capture_place=place,
        incidental=whole and form.yes_no("incidental"),
        context_links_family=whole and form.yes_no("others"),
    )


def read_person(form: Filled) -> Who:
    """Read the one person asked about."""
    factor = form.sent.text("factor")
    if seems_a_day(factor):
        form.slip("factor", "BAD_DATE", typed=factor)
    return read_who(form.text("who"), factor)


def read_people(form: Filled) -> tuple[tuple[str, Who], ...]:
    """Read people, one a line as typed, then those who are not registered."""
    lines = [line.strip() for line in form.sent.text("people").splitlines() if line.strip()]
    people = [(line, read_line(line)) for line in lines]
    for place, (_, who) in enumerate(people, start=1):
        if who.consent_id is None and not (who.birth_date or who.email or who.staff_number):
            form.slip("people", "BAD_LINE", line=str(place))
        elif seems_a_day(who.staff_number or ""):
            form.slip("people", "BAD_DATE", line=str(place), typed=who.staff_number or "")
    people += _strangers(form)
    if not people:
        form.slip("people", "NO_PERSON")
    return tuple(people)


def read_count(form: Filled, name: str) -> int | None:
    """Read a number of people, or nothing."""
    typed = form.sent.text(name)
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > MOST_DIGITS:
        form.slip(name, "BAD_COUNT")
        return None
    return int(typed)


def read_time(form: Filled, name: str) -> time | None:
    """Read « 14:30 » or « 14 h 30 », or nothing."""
    typed = form.sent.text(name)
    if not typed:
        return None
    found = _TIME.fullmatch(typed)
    if found is None:
        form.slip(name, "BAD_VALUE")
        return None
    return time(int(found[1]), int(found[2] or 0))


def read_media(form: Filled) -> tuple[tuple[str, str], ...]:
    """Read pictures and recordings: SHA-256 in hexadecimal, a space, and the name of each."""
    found = [_MEDIUM.fullmatch(one) for one in form.sent.each("media")]
    if not all(found):
        form.slip("media", "BAD_VALUE")
    return tuple((one[1], (one[2] or "").strip()) for one in found if one)


def named_day(sent: Sent, today: date) -> str:
    """Return the day typed, or today to begin with."""
    return sent.text("on") or today.isoformat()


def _strangers(form: Filled) -> list[tuple[str, Who]]:
    found = []
    for n in range(1, STRANGERS + 1):
        role = form.choice_if_any(f"stranger-{n}", ROLES)
        if role is not None:
            adult = form.yes_no(f"adult-{n}")
            name = form.sent.some(f"stranger-name-{n}")
            found.append((f"stranger {role}", Who(unregistered=True, role=role, adult=adult, name=name)))
    return found
