"""« Modifier la publication »: a registered post as it stands, changed and decided again."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import CHANNELS, ROLES
from service.registry.errors import Conflict, Invalid, Stale
from service.registry.post_findings import PostFinding
from service.registry.post_records import PostRecord
from service.registry.publishing import findings_of, read_post
from service.registry.updating_posts import changed_post, update_post
from service.web.confidential import confidential_choices, read_confidential
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.finding_lines import finding_lines
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.posting import FIELDS, read_planned
from service.web.questions import STRANGERS, read_count, read_media, read_people
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/publications/{ref}/modifier"
NAMED: Final = tuple(f"stranger-{n}" for n in range(1, STRANGERS + 1))
CODES: Final = {"NOT_CLEARED": "STAYS", "STALE": "CHANGED_MEANWHILE"}
NO_REVISION: Final = -1
LONGEST: Final = 10


@router.get(PAGE)
def show_change(visit: SignedVisit, ref: str) -> Response:
    """Show a post's fields as they stand; its people stay unless they are named again."""
    visit.must("publish")
    post = read_post(visit.ports, visit.caller, _number(visit, ref))
    if not post.is_live:
        return visit.go(f"/publications/{ref}")
    return _page(visit, ref, post, Typed(_standing(visit, post)))


@router.post(PAGE)
def change(visit: SignedVisit, ref: str) -> Response:
    """Change the post when it stays clear; when not, it stays as it was and the page says so."""
    visit.count_question()
    post = read_post(visit.ports, visit.caller, _number(visit, ref))
    form = Filled(visit.sent)
    changes = _changes(visit, form, post)
    try:
        form.done()
        path = once(
            visit,
            lambda ports: update_post(ports, visit.caller, post.number, changes, _revision(visit)),
            lambda _: f"/publications/{ref}?fait=modifiee",
        )
    except (Slipped, Invalid) as error:
        return _page(visit, ref, post, form.mend(error, FIELDS), UNPROCESSABLE)
    except (Conflict, Stale) as error:
        return _refused(visit, post, form, changes, error)
    return visit.go(path)


def _refused(
    visit: Visit, post: PostRecord, form: Filled, changes: dict[str, Any], error: Conflict | Stale
) -> Response:
    found = findings_of(visit.ports, visit.caller, changed_post(visit.ports, post, changes))
    form.slip("text" if error.faults else "", CODES.get(error.code, error.code))
    return _page(visit, visit.seal("post", post.number), post, form.mend(), UNPROCESSABLE, found)


def _changes(visit: Visit, form: Filled, post: PostRecord) -> dict[str, Any]:
    """Read what the form holds; a day that is not on it, or that stays, is no change."""
    before = post.question
    day = form.day("on") if post.state == "cleared" else before.on
    changes: dict[str, Any] = {
        "text": form.sent.text("text"),
        "channels": form.choices("channels", CHANNELS),
        "account": form.sent.some("account"),
        "visible_count": read_count(form, "visible"),
        "media": read_media(form),
    }
    changes["confidential"], changes["institutional"] = read_confidential(visit, form)
    if post.state == "cleared":
        changes["planned_at"] = read_planned(visit, form, day)
    if day != before.on:
        changes["on"] = day
    if form.sent.text("people") or any(form.sent.text(name) for name in NAMED):
        changes["people"] = tuple(who for _, who in read_people(form))
    return changes


def _standing(visit: Visit, post: PostRecord) -> dict[str, tuple[str, ...]]:
    planned = post.planned_at.astimezone(visit.ports.time_zone) if post.planned_at else None
    standing = {
        "text": post.text,
        "on": post.question.on.isoformat(),
        "planned": planned.strftime("%H:%M") if planned else "",
        "account": post.account or "",
        "visible": "" if post.visible_count is None else str(post.visible_count),
        "revision": str(post.revision),
        "confidential": "" if post.institutional is None else visit.seal("institutional", post.institutional),
    }
    several = {
        "channels": post.question.channels,
        "media": tuple(f"{digest} {name}".strip() for digest, name in post.media),
    }
    return {name: (value,) for name, value in standing.items()} | several


def _page(
    visit: Visit,
    ref: str,
    post: PostRecord,
    typed: Typed,
    status: int = 200,
    found: tuple[PostFinding, ...] = (),
) -> Response:
    return visit.page(
        "publisher/post_change.html",
        status=status,
        typed=typed,
        ref=ref,
        citation=post.citation,
        is_out=post.state == "published",
        open=any(typed.text(name) for name in NAMED),
        channels=CHANNELS,
        roles=ROLES,
        strangers=STRANGERS,
        confidential=confidential_choices(visit, typed),
        findings=finding_lines(visit.words, typed.text("text"), found),
    )


def _revision(visit: Visit) -> int | None:
    """Return the revision the form was shown for; one that is none matches nothing."""
    typed = visit.sent.text("revision")
    return int(typed) if typed.isdecimal() and len(typed) < LONGEST else NO_REVISION


def _number(visit: Visit, ref: str) -> int:
    return visit.ports.references.open("post", ref)[0]
