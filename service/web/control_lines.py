"""A monthly control in words: its card, the posts that were drawn, what was declared of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.registry.control_records import ControlRecord, Drawn
from service.registry.control_reports import month_of, result_of
from service.registry.naming import staff_named
from service.registry.post_records import PostRecord
from service.web.rendering import hyphenated
from service.web.showing import Line, all_of, moment_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import Visit

PAGE: Final = "/controle-mensuel"
LOOKS: Final = {"waits": "wait", "ok": "good", "gone": "calm", "differs": "bad"}


@dataclass(frozen=True, slots=True)
class ControlCard:
    """A control as the list shows it."""

    path: str
    month: str
    state: str
    progress: str

    @property
    def look(self) -> str:
        """Return the colour of its state."""
        return "good" if self.state == "closed" else "wait"


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A post that was drawn, as the page of its control shows it."""

    path: str
    number: str
    result: str
    deviations: tuple[str, ...]
    incident: str

    @property
    def look(self) -> str:
        """Return the colour of its result."""
        return LOOKS[self.result]


def looked_before(drawn: Drawn) -> Typed:
    """Fill in what was seen before."""
    looked = drawn.look
    if looked is None:
        return NOTHING_TYPED
    told = {"where": looked.place, "line": looked.line, "note": looked.note}
    told["seen"] = "" if looked.seen is None else str(looked.seen)
    told["unauthorized"] = "yes" if looked.unauthorized else ""
    return Typed({name: (text,) for name, text in told.items() if text})


def control_card(visit: Visit, control: ControlRecord) -> ControlCard:
    """Show a control in one card."""
    path = f"{PAGE}/{visit.seal('control', control.number)}"
    return ControlCard(path, month_of(visit.words, control), control.state, progress_of(visit, control))


def progress_of(visit: Visit, control: ControlRecord) -> str:
    """Say how many posts were looked at."""
    done = sum(one.look is not None for one in control.drawn)
    return visit.words("control.progress", done=done, n=len(control.drawn))


def drawn_card(visit: Visit, ref: str, drawn: Drawn) -> DrawnCard:
    """Show a post that was drawn in one card."""
    words = visit.words
    return DrawnCard(
        path=f"{PAGE}/{ref}/publications/{visit.seal('post', drawn.post)}",
        number=hyphenated(drawn.citation),
        result=result_of(drawn),
        deviations=tuple(words(f"control.deviation.{code}") for code in drawn.deviations),
        incident=f"/incidents/{visit.seal('incident', drawn.incident)}" if drawn.incident else "",
    )


def declared_lines(visit: Visit, drawn: Drawn, post: PostRecord) -> list[Line]:
    """Say what was declared: how many people, never who."""
    words = visit.words
    return [
        (words("control.declared.line"), hyphenated(drawn.citation)),
        (words("control.declared.channels"), all_of(words, "channel.", drawn.channels)),
        (words("control.declared.people"), str(drawn.people)),
        (words("control.declared.text"), post.text or words("incident.none")),
    ]


def control_lines(visit: Visit, control: ControlRecord) -> list[Line]:
    """Say how a control was drawn, and who signed it."""
    words, names, zone = visit.words, staff_named(visit.ports, visit.caller), visit.ports.time_zone
    made = moment_of(words, control.made_at, zone)
    came = "control.seed.random" if control.checkpoint is None else "control.seed.checkpoint"
    lines = [
        (words("control.state"), words(f"control.state.{control.state}")),
        (words("control.published"), str(control.published)),
        (words("control.size"), words(f"control.size.{control.size}")),
        (words("control.made"), words("incident.by", name=names.get(control.made_by, ""), moment=made)),
        (words("control.seed"), words(came, size=control.checkpoint)),
    ]
    if control.signed_at is not None:
        name, at = names.get(control.signed_by or 0, ""), moment_of(words, control.signed_at, zone)
        lines.append((words("control.signed"), words("incident.by", name=name, moment=at)))
    if control.note and control.state == "closed":
        lines.append((words("control.note"), control.note))
    return lines
