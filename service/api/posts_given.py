"""Posts as they are sent: to check, to register, to confirm."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from typing import Annotated

from pydantic import Field, StringConstraints

from service.api.fields import Count, Flag, Given, Line, Moment, Note, Reference, Said, one_of, shown_by
from service.api.paths import number_or_none
from service.api.questions import AskedOf, WhoGiven
from service.domain import vocabulary
from service.registry.errors import Fault, Invalid
from service.registry.judging import Asked
from service.registry.ports import Ports
from service.registry.publishing import NewPost
from service.registry.questions import Question
from service.registry.takedowns import Removed

MOST_LISTED = 200
"""More people than a post may show; the use case says how many that is."""

Text = Annotated[str, StringConstraints(max_length=20_000)]
Place = Annotated[Line, one_of(word for word in vocabulary.CAPTURE_PLACES if "court" not in word)]


class MediumGiven(Given):
    """One picture or recording: SHA-256 in hexadecimal, and its name."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    name: Line = ""


def institutional_of(ports: Ports, given: str | None) -> int | None:
    """Return the number of what is cited for confidential content; one that cannot be read covers nothing."""
    return None if given is None else number_or_none(ports, "institutional", given)


class PostChecked(AskedOf):
    """A post to check: its text, its people in order, and what the rules ask about it."""

    model_config = shown_by(
        {
            "text": "Merci à Camille!",
            "people": [{"name": "Camille Roy", "birth_date": "1984-03-27"}],
            "medium": "photo",
            "channel": "facebook",
            "purpose": "information",
            "on": "2026-10-13",
            "visible_count": 1,
        }
    )

    people: list[WhoGiven] = Field(max_length=MOST_LISTED)
    text: Text = ""
    consents: list[Line] = Field(default=[], max_length=MOST_LISTED)
    visible_count: Count | None = Field(default=None, ge=0)
    media: list[MediumGiven] = Field(default=[], max_length=200)
    capture_place: Place | None = None
    source: Annotated[Line, one_of(vocabulary.SOURCES)] = "establishment"
    incidental: Flag = False
    context_links_family: Flag = False
    content_flag: Annotated[Line, one_of(vocabulary.CONTENT_FLAGS)] | None = None
    copyright_cleared: Flag = True
    pia_covered: Flag = True
    requested_by: Line | None = None
    repost: Flag = False
    confidential: Flag = False
    """Whether it holds confidential content of the establishment: it then cites the next field."""
    institutional_id: Reference | None = None

    def asked(self, ports: Ports) -> Asked:
        """Return whom the post shows and what it is. Raises `Invalid` where a person is named in two ways."""
        faults = [fault for place, one in enumerate(self.people) for fault in one.faults(f"/people/{place}")]
        if faults:
            raise Invalid(*faults)
        return Asked(tuple(one.who(ports) for one in self.people), self._question(), self.visible_count)

    def new_post(self, ports: Ports) -> NewPost:
        """Return what the use case is asked."""
        media = tuple((one.sha256, one.name) for one in self.media)
        return NewPost(
            self.asked(ports),
            self.text,
            media=media,
            cited=tuple(self.consents),
            confidential=self.confidential,
            institutional=institutional_of(ports, self.institutional_id),
        )

    def places(self) -> dict[str, str]:
        """Say where the registry's fields stand in this body."""
        first = {"/who": "/people/0", "/asked/question": "", "/asked/people": "/people", "/asked": ""}
        names = {f"/media/{place}/1": f"/media/{place}/name" for place in range(len(self.media))}
        return first | names | super().places()

    def _question(self) -> Question:
        return Question(
            medium=self.medium,
            channels=self.all_channels(),
            purpose=self.purpose,
            on=self.on,
            activity=self.activity,
            discloses_health=self.discloses_health,
            capture_place=self.capture_place,
            incidental=self.incidental,
            context_links_family=self.context_links_family,
            source=self.source,
            content_flag=self.content_flag,
            copyright_cleared=self.copyright_cleared,
            pia_covered=self.pia_covered,
            requested_by=self.requested_by,
            repost=self.repost,
        )


class PostGiven(PostChecked):
    """A post to register: cleared, and given one number to cite, or refused."""

    account: Line | None = None
    planned_at: Moment | None = None
    clearance: Annotated[str, StringConstraints(max_length=200)] | None = None

    def new(self, ports: Ports) -> NewPost:
        """Return what the use case is asked."""
        new = self.new_post(ports)
        return replace(new, account=self.account, planned_at=self.planned_at, clearance=self.clearance)


class PublishedGiven(Given):
    """Where and when a post went out."""

    model_config = shown_by(
        {"url": "https://www.facebook.com/aval/posts/123", "published_at": "2026-10-13T14:05:00-04:00"}
    )

    url: Annotated[Note, Said]
    published_at: Moment


MOST_PROOF = 800_000
"""Characters of base64; what is larger goes through the page."""


class RemovedGiven(Given):
    """When a post was removed, and what shows it."""

    model_config = shown_by({"removed_at": "2026-10-13T15:30:00-04:00", "evidence": "Capture d'écran 118."})

    removed_at: Moment
    evidence: Note | None = None
    proof: Annotated[str, StringConstraints(max_length=MOST_PROOF)] | None = Field(
        None, description="A picture or PDF that shows it, in base64; kept sealed."
    )

    def known(self) -> Removed:
        """Return what is said of the removal."""
        try:
            proof = b64decode(self.proof or "", validate=True)
        except ValueError:
            raise Invalid(Fault("/proof", "BAD_VALUE", "base64")) from None
        return Removed(self.removed_at, self.evidence, proof)
