"""One person shown in one post on one channel: what every rule looks at."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from service.domain.ages import MAJORITY, age_on, birthday, is_before_birthday
from service.domain.facts import Config, CourtOrder, Facts, Person, Post
from service.domain.limits import are_broken
from service.domain.reviews import Standing, standing_reviews


class Showing(NamedTuple):
    """The facts of one walk through the rules, with what several rules ask of them."""

    post: Post
    channel: str
    person: Person
    orders: tuple[CourtOrder, ...]
    config: Config
    public: bool
    """The channel is one the public sees."""
    dead: bool
    age: int | None
    """Completed years on the day, or at death; None: not known."""
    adult: bool
    """Known or attested to be of age; false also when the age is not known."""
    reviews: Mapping[str, Standing]
    """By reason code."""

    @property
    def day(self) -> date:
        """The local day of publication."""
        return self.post.date

    def turned(self, years: int) -> date | None:
        """Return the day the person reaches an age; None when the birth date is not known."""
        dob = self.person.dob
        return None if dob is None else birthday(dob, years, self.config.feb29_rule)

    def signed_before(self, signed: date | None, years: int) -> bool:
        """Tell whether a paper was signed before the person reached an age; not known: no."""
        dob = self.person.dob
        if dob is None or signed is None:
            return False
        return is_before_birthday(signed, dob, years, self.config.feb29_rule)

    def breaks(self, conditions: tuple[str, ...]) -> bool:
        """Tell whether this showing breaks a condition that can be checked."""
        identifiers = self.person.identifiable_by or ()
        return bool(conditions) and are_broken(conditions, identifiers, self.post.medium, public=self.public)


def show(facts: Facts, config: Config, person: Person, channel: str) -> Showing:
    """Look at one person of a case on one of its channels."""
    post, dob = facts.post, person.dob
    dead = person.deceased is not None and person.deceased <= post.date
    day = person.deceased if dead and person.deceased is not None else post.date
    age = None if dob is None else age_on(dob, day, config.feb29_rule)
    public = channel in config.public_channels
    return Showing(
        post=post,
        channel=channel,
        person=person,
        orders=facts.court_orders,
        config=config,
        public=public,
        dead=dead,
        age=age,
        adult=person.adult_attested if age is None else age >= MAJORITY,
        reviews=standing_reviews(person, post, public=public),
    )
