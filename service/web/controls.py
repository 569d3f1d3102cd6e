"""« Contrôle mensuel »: draw the posts of a month, look at each, sign the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import controls
from service.registry.control_records import ControlRecord
from service.registry.control_reports import (
    leaves_of_control,
    month_of,
    pack_control,
    tell_control,
    trend,
)
from service.registry.controls import LINES, PLACES, SIZES, Seen, list_controls, read_control
from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.moments import today
from service.registry.naming import staff_named
from service.registry.permissions import can
from service.registry.ports import Ports
from service.web.control_lines import (
    PAGE,
    control_card,
    control_lines,
    declared_lines,
    drawn_card,
    looked_before,
    progress_of,
)
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.rendering import HEADERS, hyphenated
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

ONE: Final = f"{PAGE}/{{ref}}"
POST: Final = f"{ONE}/publications/{{drawn}}"
SAID: Final = ("tire", "vue", "signe")
FILES: Final = {"controle.pdf": "application/pdf", "controle.json": "application/json"}
_NUMBER: Final = 4
"""Digits of the largest number of people that is read."""


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """List the controls, set the last two months side by side, and offer to draw one."""
    return _list(visit, Typed({"month": (f"{today(visit.ports):%Y-%m}",), "size": (SIZES[1],)}))


@router.post(PAGE)
def draw(visit: SignedVisit) -> Response:
    """Draw the posts of a month."""
    visit.must("control")
    form = Filled(visit.sent)
    try:
        month, size = form.text("month"), form.choice("size", SIZES)
        form.done()
        path = once(
            visit,
            lambda ports: controls.draw_control(ports, visit.caller, month, size),
            lambda control: f"{PAGE}/{visit.seal('control', control.number)}?fait=tire",
        )
    except (Slipped, Invalid) as error:
        return _list(visit, form.mend(error), UNPROCESSABLE)
    return visit.go(path)


@router.get(ONE)
def show_one(visit: SignedVisit, ref: str) -> Response:
    """Show a control: its posts, what differs, and how to sign it."""
    return _control(visit, ref, NOTHING_TYPED)


@router.post(ONE)
def sign(visit: SignedVisit, ref: str) -> Response:
    """Sign the report."""
    number, form = _number(visit, ref), Filled(visit.sent)
    act = partial(controls.sign_control, caller=visit.caller, number=number, note=visit.sent.text("note"))
    try:
        return _done(visit, ref, act, "signe")
    except (Invalid, Conflict) as error:
        return _control(visit, ref, form.mend(error), UNPROCESSABLE)


@router.get(POST)
def show_post(visit: SignedVisit, ref: str, drawn: str) -> Response:
    """Show what was declared of a post, and ask what is seen."""
    return _post(visit, ref, drawn, NOTHING_TYPED)


@router.post(POST)
def look(visit: SignedVisit, ref: str, drawn: str) -> Response:
    """Keep what was seen."""
    number, form = _number(visit, ref), Filled(visit.sent)
    shown, _ = visit.ports.references.open("post", drawn)
    try:
        seen = _seen(form)
        form.done()
        act = partial(controls.look_at, caller=visit.caller, number=number, post=shown, seen=seen)
        return _done(visit, ref, act, "vue")
    except (Slipped, Invalid, Conflict) as error:
        return _post(visit, ref, drawn, form.mend(error), UNPROCESSABLE)


@router.get(f"{ONE}/{{name}}")
def send_report(visit: SignedVisit, ref: str, name: str) -> Response:
    """Send the signed report, sealed or as data; its name says nothing."""
    visit.must("read_controls")
    if name not in FILES:
        raise NotFound
    ports, caller = visit.ports, visit.caller
    control, _ = read_control(ports, caller, ports.references.open("control", ref)[0], "control_exported")
    if control.state != "closed":
        raise NotFound
    content = pack_control(ports, control, leaves_of_control(ports, control))
    if name.endswith(".pdf"):
        names = staff_named(ports, caller)
        before = _up_to(visit, control)
        report = tell_control(ports, control, before, language=visit.words.language, names=names)
        content = ports.evidence.write_report(report, content)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=FILES[name])


def _list(visit: Visit, typed: Typed, status: int = 200) -> Response:
    visit.must("read_controls")
    found = list_controls(visit.ports, visit.caller)
    return visit.page(
        "audit/controls.html",
        status=status,
        typed=typed,
        cards=[control_card(visit, one) for one in found],
        months=[month_of(visit.words, one) for one in found[:2]],
        trend=trend(found) if len(found) > 1 else (),
        may=can(visit.caller, "control"),
        sizes=SIZES,
    )


def _control(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    visit.must("read_controls")
    number, _ = visit.ports.references.open("control", ref)
    control, _ = read_control(visit.ports, visit.caller, number)
    said = visit.query.get("fait", "")
    may = control.state == "open" and can(visit.caller, "control")
    return visit.page(
        "audit/control.html",
        status=status,
        typed=typed,
        ref=ref,
        month=month_of(visit.words, control),
        control=control,
        lines=control_lines(visit, control),
        cards=[drawn_card(visit, ref, one) for one in control.drawn],
        progress=progress_of(visit, control),
        whole=all(one.look is not None for one in control.drawn),
        may=may,
        files=tuple(FILES) if control.state == "closed" else (),
        said=f"control.said.{said}" if said in SAID else "",
    )


def _post(visit: Visit, ref: str, post: str, typed: Typed, status: int = 200) -> Response:
    visit.must("read_controls")
    number, _ = visit.ports.references.open("control", ref)
    control, posts = read_control(visit.ports, visit.caller, number)
    wanted, _ = visit.ports.references.open("post", post)
    drawn = next((one for one in control.drawn if one.post == wanted), None)
    if drawn is None or wanted not in posts:
        raise NotFound
    return visit.page(
        "audit/control_post.html",
        status=status,
        typed=typed if typed.values else looked_before(drawn),
        back=f"{PAGE}/{ref}",
        month=month_of(visit.words, control),
        number=hyphenated(drawn.citation),
        url=posts[wanted].url or "",
        lines=declared_lines(visit, drawn, posts[wanted]),
        card=drawn_card(visit, ref, drawn),
        places=PLACES,
        answers=LINES,
        may=control.state == "open" and can(visit.caller, "control"),
    )


def _done(visit: Visit, ref: str, act: Callable[[Ports], ControlRecord], said: str) -> Response:
    return visit.go(once(visit, act, lambda _: f"{PAGE}/{ref}?fait={said}"))


def _number(visit: Visit, ref: str) -> int:
    visit.must("control")
    return visit.ports.references.open("control", ref)[0]


def _seen(form: Filled) -> Seen:
    place = form.choice("where", PLACES)
    gone = place == "gone"
    line = "none" if gone and not form.sent.text("line") else form.choice("line", LINES)
    typed = form.sent.text("seen")
    count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _NUMBER else None
    if typed and count is None:
        form.slip("seen", "BAD_VALUE")
    unauthorized = form.sent.ticked("unauthorized")
    return Seen(line, place, count, unauthorized, form.sent.text("note"))


def _up_to(visit: Visit, control: ControlRecord) -> tuple[ControlRecord, ...]:
    found = list_controls(visit.ports, visit.caller)
    return tuple(one for one in found if one.month <= control.month)
