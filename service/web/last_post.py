"""The last post asked about, kept in the browser as codes alone, so that the next question is shorter."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.web.visits import Visit

COOKIE: Final = "aval_publication"
WORKING_DAY: Final = 12 * 3600


def remember_post(visit: Visit, answer: Response) -> Response:
    """Keep medium, channels and purpose for the working day; nothing of anyone."""
    sent = visit.sent
    kept = ".".join((sent.text("medium"), "+".join(sent.each("channels")), sent.text("purpose")))
    answer.set_cookie(COOKIE, kept, WORKING_DAY, secure=visit.site.secure, httponly=True, samesite="lax")
    return answer


def last_post_of(visit: Visit) -> dict[str, tuple[str, ...]]:
    """Return what was kept, as far as it is still in the lists."""
    medium, _, rest = visit.cookies.get(COOKIE, "").partition(".")
    channels, _, purpose = rest.partition(".")
    kept = {
        "medium": tuple(one for one in MEDIA if one == medium),
        "channels": tuple(one for one in CHANNELS if one in channels.split("+")),
        "purpose": tuple(one for one in PURPOSES if one == purpose),
    }
    return {name: some for name, some in kept.items() if some}
