"""The files of a post that come with a form: their fingerprints are kept, and the faces on photos counted."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.errors import Invalid
from service.registry.pictures import count_faces

if TYPE_CHECKING:
    from service.web.filled import Filled
    from service.web.reading import Upload
    from service.web.visits import Visit

FIELD: Final = "picture"
LONGEST_NAME: Final = 120
NO_PHOTO: Final = frozenset({"NOT_A_PICTURE", "UNSUPPORTED", "MOVING"})
"""A recording, or a picture that is not read here, has its fingerprint all the same."""


def take_files(visit: Visit, form: Filled) -> Visit:
    """Add to what was sent the fingerprint of each file, unless the device worked it out, and the faces.

    Of several photos the one that shows most counts; a form sent again keeps the count made before.
    """
    sent, files = visit.sent, _files(visit)
    media = sent.each("media")
    known = {one[:64] for one in media}
    media += tuple(one for one in dict.fromkeys(map(_medium, files)) if one[:64] not in known)
    values = {name: some for name, some in sent.values.items() if media or name != "faces"}
    if files:
        values |= {"media": media, "faces": (str(max(_count(visit, form, one) for one in files)),)}
    form.sent = replace(sent, values=values)
    return replace(visit, sent=form.sent)


def _files(visit: Visit) -> list[Upload]:
    return [one for one in visit.sent.uploads if one.field == FIELD and one.content]


def _medium(file: Upload) -> str:
    name = " ".join(file.name.split())[:LONGEST_NAME]
    return f"{sha256(file.content).hexdigest()} {name}".strip()


def _count(visit: Visit, form: Filled, file: Upload) -> int:
    try:
        return count_faces(visit.ports, visit.caller, file.content)
    except Invalid as error:
        if error.faults[0].code not in NO_PHOTO:
            form.slip(FIELD, error.faults[0].code)
        return 0
