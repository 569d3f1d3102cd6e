"""An invitation in one line, and where it is shown."""

from __future__ import annotations

from typing import Final

from service.registry.invitation_records import InvitationRecord
from service.registry.moments import local_day
from service.registry.signing_invitations import list_invitations
from service.web.paper import text_of
from service.web.showing import Line, day_of
from service.web.visits import Visit

PAGE: Final = "/invitations"


def lines_of(visit: Visit, person: int) -> list[Line]:
    """List the invitations that one person has not answered: line, and where each is shown."""
    found = list_invitations(visit.ports, visit.caller)
    return [(invitation_line(visit, one), path_of(visit, one)) for one in found if one.person == person]


def path_of(visit: Visit, invitation: InvitationRecord) -> str:
    """Return where an invitation is shown."""
    return f"{PAGE}/{visit.seal('invitation', invitation.number)}"


def invitation_line(visit: Visit, invitation: InvitationRecord) -> str:
    """Sum an invitation up in one line."""
    day = day_of(visit.words, local_day(visit.ports, invitation.ends_at))
    return visit.words("invitations.line", form=title_of(visit, invitation), day=day)


def title_of(visit: Visit, invitation: InvitationRecord) -> str:
    """Return the title of the form that is asked."""
    form = visit.ports.forms.find(invitation.form, invitation.version)
    return text_of(form, visit.words.language).title if form else invitation.form
