"""Exceptions that answer from the question alone (R58, R53, R59)."""

from dataclasses import dataclass
from typing import Final

from service.domain.findings import Finding
from service.domain.showing import Showing

DECIDES_ALONE: Final = frozenset({"capable", "assisted"})


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why no consent is needed, and on what conditions."""

    finding: Finding
    conditions: tuple[str, ...] = ()


_LEGIT_INFO: Final = Exemption(("LEGIT_INFO", "ALLOW"))
_STAFF: Final = Exemption(("STAFF_PUBLIC_INFO", "ALLOW"))
_INCIDENTAL: Final = Exemption(
    ("INCIDENTAL_PUBLIC_EVENT", "ALLOW_WITH_CONDITIONS"), ("no_zoom", "no_tag", "remove_on_request")
)


def exemption(showing: Showing) -> Exemption | None:
    """Return the first exception that applies; never to someone looked up (rules.md §6)."""
    if showing.person.looked_up:
        return None
    if is_in_public_function(showing):
        return _LEGIT_INFO
    if _is_staff_name(showing):
        return _STAFF
    return _INCIDENTAL if _is_passer_by(showing) else None


def is_in_public_function(showing: Showing) -> bool:
    """R58: a public figure in public function, shown to inform."""
    person = showing.person
    return (
        person.role == "public_figure"
        and person.in_public_function
        and showing.post.purpose == "information"
        and not person.looked_up
    )


def _is_staff_name(showing: Showing) -> bool:
    """R53: name, title and function of a member of staff, and nothing else (A-2.1, 57)."""
    return (
        showing.config.staff_name == "public_info"
        and showing.person.role == "staff"
        and showing.post.medium == "name"
        and set(showing.person.identifiable_by or ()) == {"name"}
        and _decides_alone(showing)
    )


def _is_passer_by(showing: Showing) -> bool:
    """R59: an adult met by accident outdoors in public, and nothing told of their health."""
    post = showing.post
    return (
        post.incidental
        and showing.adult
        and post.capture_place == "public_outdoor"
        and not post.discloses_health
        and _decides_alone(showing)
    )


def _decides_alone(showing: Showing) -> bool:
    capacity = showing.person.capacity
    return capacity is not None and capacity.status in DECIDES_ALONE
