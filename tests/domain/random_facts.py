"""Random well-formed cases, thick with the days and flags on which rules turn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from service.domain import vocabulary as words
from service.domain.court_numbers import luhn
from service.domain.facts import (
    Capacity,
    Config,
    Consent,
    CourtOrder,
    Facts,
    LegalCheck,
    Lpj,
    Parents,
    Person,
    Post,
    Review,
)
from tests.domain.examples import DAY, Change

T = TypeVar("T")

NEAR = [DAY + timedelta(days=offset) for offset in (-400, -40, -10, -2, -1, 0, 1, 2, 9, 30, 90)]
BIRTHS = [
    date(1985, 4, 2),
    date(2008, 2, 29),
    date(2008, 3, 10),
    date(2008, 3, 12),
    date(2009, 8, 8),
    date(2012, 3, 10),
    date(2012, 3, 15),
    date(2017, 6, 1),
]
REVIEWABLE = [
    "LPJ_FORMER_ADULT",
    "LPJ_PARENT_UNRELATED_CONTEXT",
    "LPJ_NECESSARY_FOR_ACT",
    "YCJA_FORMER",
    "DECEASED_REVIEW",
    "PARENTAL_CONFLICT",
    "LATER_INCAPACITY",
    "INTEGRITY_UNPROVEN",
    "SIGNATURE_UNVERIFIED",
    "PIA_MISSING",
    "STAFF_LEFT",
    "RIRTF_CHILD_RESOURCE_REVIEW",
    "LEGAL_CHECK",
    "EMANCIPATION_SIMPLE",
]
SIGNERS = ["self", "self", "parent", "parent", "tutor_minor", "tutor_person", "heir", "assistant"]
ACTIVITIES = [None, None, None, "gala", "marathon"]


def random_facts(rng: Random) -> Facts:
    """A post with one to three people, sometimes an order or two."""
    post = random_post(rng)
    refs = [f"P{number}" for number in range(rng.choice([1, 1, 1, 2, 3]))]
    people = tuple(random_person(rng, ref, post) for ref in refs)
    orders = tuple(random_order(rng, refs, post) for _ in range(rng.choice([0, 0, 1, 1, 2])))
    return Facts(post, people, orders)


def random_post(rng: Random) -> Post:
    return Post(
        date=DAY,
        medium=rng.choice(words.MEDIA),
        channels=tuple(rng.sample(["facebook", "intranet", "press_broadcast"], rng.choice([1, 1, 2]))),
        purpose=rng.choice(["promotion", "information"]),
        capture_place=rng.choice(["care_area", "public_outdoor", "other"]),
        source=_rarely(rng, "establishment", "surveillance_device"),
        discloses_health=_seldom(rng),
        incidental=_seldom(rng),
        context_links_family=_seldom(rng),
        content_flag=_rarely(rng, None, "undignified"),
        copyright_cleared=not _seldom(rng),
        pia_covered=not _seldom(rng),
        requested_by=_rarely(rng, None, "dpj_police"),
        activity=rng.choice(ACTIVITIES),
        visible_count=_rarely(rng, None, 2),
    )


def random_person(rng: Random, ref: str, post: Post) -> Person:
    identifiers = rng.choice([("face",), ("face",), ("name",), ("face", "voice"), ("tattoo", "home"), ()])
    return Person(
        ref=ref,
        role=rng.choice(["user", "user", "staff", "former_staff", "rirtf", "visitor", "public_figure"]),
        dob=rng.choice([*BIRTHS, None]),
        adult_attested=_seldom(rng),
        identifiable_by=_rarely(rng, identifiers, None),
        capacity=random_capacity(rng),
        lpj=random_lpj(rng),
        parent_of_lpj=_seldom(rng),
        identifies_lpj_family=_seldom(rng),
        ycja=_seldom(rng),
        minor_wish=_rarely(rng, "agrees_or_not_asked", "refuses"),
        legal_check=LegalCheck(
            _rarely(rng, "accepted", rng.choice(words.LEGAL_CHECK_STATUSES)), _rarely(rng, None, _near(rng))
        ),
        parents=Parents(_seldom(rng), rng.choice(words.OTHER_PARENT)),
        emancipated=_rarely(rng, None, rng.choice(words.EMANCIPATIONS)),
        deceased=_rarely(rng, None, _near(rng)),
        resource_clientele=rng.choice(["adults", "children", None]),
        kinship=_seldom(rng),
        in_public_function=rng.random() < 0.5,
        other_ban=_rarely(rng, None, rng.choice(words.OTHER_BANS)),
        consents=tuple(random_consent(rng, ref, post) for _ in range(rng.choice([0, 1, 1, 2, 2, 3]))),
        reviews=tuple(random_review(rng) for _ in range(rng.choice([0, 0, 1, 3]))),
    )


def random_capacity(rng: Random) -> Capacity | None:
    status = _rarely(rng, "capable", rng.choice([*words.CAPACITY_STATUSES, None]))
    scope = rng.choice(["image_publication", "another", None])
    return _rarely(rng, Capacity(status, _seldom(rng), rng.choice(["agrees", "unknown"]), scope), None)


def random_lpj(rng: Random) -> Lpj | None:
    marked = Lpj(
        rng.choice(words.LPJ_STATUSES), _rarely(rng, None, _near(rng)), _rarely(rng, None, _near(rng))
    )
    return _rarely(rng, rng.choice([Lpj(), Lpj(), marked]), None)


def random_consent(rng: Random, ref: str, post: Post) -> Consent:
    plain = Consent(
        id=f"C-{rng.randrange(1000)}",
        signed=rng.choice([*NEAR[:6], date(2023, 1, 1), date(2024, 3, 12)]),
        signer=rng.choice(
            ["self", "self", "parent", "parent", "tutor_minor", "tutor_person", "heir", "assistant"]
        ),
        media=("photo", "video", "voice", "name", "testimonial"),
        channels=("facebook", "intranet", "press_broadcast"),
        purposes=("promotion", "information"),
        expires=rng.choice([None, date(2030, 1, 1), _near(rng)]),
        withdrawn=_rarely(rng, None, _near(rng)),
        evidence=rng.choice(["none", "judgment", "will"]),
        covers_health=rng.random() < 0.7,
        limits=_rarely(rng, (), (rng.choice(words.CONDITIONS),)),
        signer_id=rng.choice([None, None, "a", "b"]),
        activity=_rarely(rng, None, rng.choice(ACTIVITIES)),
        survives_death=rng.random() < 0.5,
        liquidator=rng.choice(["no_objection", "no_objection", "unknown", "objects"]),
    )
    return replace(plain, **_spoiled(rng, ref, post)) if _seldom(rng) else plain


def _spoiled(rng: Random, ref: str, post: Post) -> dict[str, Change]:
    return rng.choice(
        [
            {"form": "verbal"},
            {"opt_in": False},
            {"signed": None},
            {"signed": _near(rng)},
            {"signer": None},
            {"media": (post.medium, "any")},
            {"channels": ("facebook",)},
            {"media": ("photo",)},
            {"integrity": "scan_undocumented"},
            {"signature": "unverified"},
            {"id_status": "unknown"},
            {"belongs_to": f"{ref}x"},
            {"id": None},
        ]
    )


def random_review(rng: Random) -> Review:
    return Review(
        code=rng.choice(REVIEWABLE),
        outcome=_rarely(rng, "accepted", "refused"),
        from_=rng.choice([None, _near(rng)]),
        until=rng.choice([None, _near(rng)]),
        conditions=rng.choice([(), ("no_tag",), ("no_face",)]),
        activity=_rarely(rng, None, "gala"),
    )


def random_order(rng: Random, refs: Sequence[str], post: Post) -> CourtOrder:
    digits = f"110{_rarely(rng, '41', '24')}900123{rng.choice(['25', '26'])}"
    number = f"{digits[:3]}-{digits[3:5]}-{digits[5:11]}-{digits[11:]}{_rarely(rng, luhn(digits), 0)}"
    return CourtOrder(
        court=_rarely(rng, "CQ_youth", "CS_appeal"),
        file_number=number,
        order_date=_rarely(rng, _near(rng), None),
        id=rng.choice([None, "O-1", "O-2"]),
        valid_from=rng.choice([None, _near(rng)]),
        valid_to=rng.choice([None, _near(rng)]),
        persons=tuple(refs) if rng.random() < 0.8 else (),
        media=_rarely(rng, words.MEDIA, (post.medium,)),
        channels=_rarely(rng, words.CHANNELS, ("facebook",)),
        purposes=_rarely(rng, words.PURPOSES, ()),
        conditions=rng.choice([(), (), ("no_tag",), ("no_face",)]),
        verified_by_legal=not _seldom(rng),
        dispenses_consent=rng.random() < 0.3,
        works=_rarely(rng, (), ("gala",)),
        stayed=_seldom(rng),
    )


def random_config(rng: Random) -> Config:
    if rng.random() < 0.4:
        return Config()
    return Config(
        minor_14_17_policy=rng.choice(words.MINOR_14_17_POLICIES),
        minor_u14_refusal=rng.choice(words.MINOR_U14_REFUSALS),
        feb29_rule=rng.choice(words.FEB29_RULES),
        max_consent_months=rng.choice([1, 24]),
        turning_14=rng.choice(words.TURNING_14),
        turning_18_parent_consent=rng.choice(words.TURNING_18_PARENT),
        turning_18_self_signed=rng.choice(words.TURNING_18_SELF),
        second_parent_refusal=rng.choice(["DENY", "REVIEW", "ALLOW"]),
        known_parental_conflict=rng.choice(["DENY", "REVIEW", "ALLOW"]),
        lpj_ended_minor=rng.choice(["DENY", "REVIEW"]),
        deceased_no_consent=rng.choice(["DENY", "REVIEW"]),
        deceased_living_consent=rng.choice(["DENY", "REVIEW", "ALLOW"]),
        later_incapacity=rng.choice(["DENY", "REVIEW", "ALLOW"]),
        court_file_check_digit=rng.choice(words.COURT_FILE_CHECKS),
        written_form_required=rng.random() < 0.7,
        staff_name=rng.choice(words.STAFF_NAMES),
    )


def _near(rng: Random) -> date:
    return rng.choice(NEAR)


def _seldom(rng: Random) -> bool:
    return rng.random() < 0.1


def _rarely(rng: Random, usual: T, other: T) -> T:
    return other if rng.random() < 0.12 else usual
