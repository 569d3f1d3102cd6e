"""« Politiques »: the versions of each text, read by everybody who signs in, drafted and approved by two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import policies
from service.registry.acknowledging import acknowledge, own_reading
from service.registry.errors import Conflict, Invalid, NotAllowed, NotFound
from service.registry.permissions import can
from service.registry.policies import CONCERNS, NAMES, NewPolicy, list_policies, read_policy
from service.registry.policy_contents import ACTIONS, ENDINGS, ModerationLine, PolicyContent
from service.web.entrance import SignedVisit, inside
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.policy_lines import PAGE, moderation_lists, path_of, policy_card, policy_lines, shelves
from service.web.rendering import DOWNLOAD
from service.web.showing import moment_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

if TYPE_CHECKING:
    from service.registry.policy_records import PolicyRecord

router = APIRouter(route_class=PageRoute, include_in_schema=False)

NEW: Final = f"{PAGE}/nouvelle"
ONE: Final = f"{PAGE}/{{ref}}"
SAID: Final = ("brouillon", "approuvee", "lu")
FIELDS: Final = {"/concerns": "concerns"}


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """List the texts with their versions."""
    found = list_policies(visit.ports, visit.caller)
    writes = can(visit.caller, "draft_policies")
    return visit.page("policies/list.html", shelves=shelves(visit, found), writes=writes)


@router.get(NEW)
def show_new(visit: SignedVisit) -> Response:
    """Ask for a new version, begun from the one before."""
    visit.must("draft_policies")
    name = _name(visit.query.get("texte", ""))
    return _form(visit, name, _begun(visit, name))


@router.post(NEW)
def draft(visit: SignedVisit) -> Response:
    """Keep a draft."""
    visit.must("draft_policies")
    name, form = _name(visit.sent.text("name")), Filled(visit.sent)
    try:
        title, starts_on = form.text("title"), form.day("starts_on")
        concerns = form.choices("concerns", CONCERNS, needed=False)
        content = _content(form, name)
        form.done()
        new = NewPolicy(name, title, starts_on, content, visit.sent.text("changed"), concerns)
        act = partial(policies.draft_policy, caller=visit.caller, new=new)
        path = once(visit, act, lambda made: f"{path_of(visit, made)}?fait=brouillon")
    except (Slipped, Invalid) as error:
        return _form(visit, name, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(path)


@router.get(f"{PAGE}/en-vigueur/{{policy}}")
def show_current(visit: SignedVisit, policy: str) -> Response:
    """Lead to the version of a text that is in force, or to the list while there is none."""
    known = list_policies(visit.ports, visit.caller)
    same = [(one, policy_card(visit, one, known)) for one in known if one.name == _name(policy)]
    return visit.go(next((card.path for _, card in same if card.standing == "in_force"), PAGE))


@router.get(ONE)
def show_one(visit: SignedVisit, ref: str) -> Response:
    """Show one version: what it says, what changed, whether one has read it."""
    return _page(visit, ref, NOTHING_TYPED)


@router.get(f"{ONE}/document")
def send_document(visit: SignedVisit, ref: str) -> Response:
    """Send what a version says, as it was kept; its name says nothing."""
    record, content = policies.kept_content(visit.ports, visit.caller, number_of(visit, ref))
    return document(record, content)


@router.get(f"{ONE}/approuver")
@router.get(f"{ONE}/lu")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """A version is approved and acknowledged by forms of its page."""
    return visit.go(f"{PAGE}/{ref}")


@router.post(f"{ONE}/approuver")
def approve(visit: SignedVisit, ref: str) -> Response:
    """Approve a draft that somebody else wrote."""
    visit.must("approve_policies")
    number, form = number_of(visit, ref), Filled(visit.sent)
    try:
        policies.approve_policy(visit.ports, visit.caller, number)
    except (Conflict, NotAllowed) as error:
        form.slip("approve", "OWN_POLICY" if error.code == "FOUR_EYES" else error.code)
        return _page(visit, ref, form.mend(), UNPROCESSABLE)
    return visit.go(f"{PAGE}/{ref}?fait=approuvee")


@router.post(f"{ONE}/lu")
def say_read(visit: SignedVisit, ref: str) -> Response:
    """Keep that the visitor read it, and go back to where the panel was."""
    try:
        acknowledge(visit.ports, visit.caller, number_of(visit, ref))
    except Conflict:
        return visit.go(f"{PAGE}/{ref}")
    back = visit.sent.text("back")
    return visit.go(inside(back) if back else f"{PAGE}/{ref}?fait=lu")


def number_of(visit: Visit, ref: str) -> int:
    """Return the version an address stands for. Raises `NotFound`."""
    return visit.ports.references.open("policy", ref)[0]


def document(record: PolicyRecord, content: bytes) -> Response:
    """Send what a version says, to keep; never shown as a page of ours."""
    name = f"version-{record.version}.{ENDINGS[record.media_type]}"
    headers = {**DOWNLOAD, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=record.media_type)


def _page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    shown = read_policy(visit.ports, visit.caller, number_of(visit, ref))
    record, said = shown.record, visit.query.get("fait", "")
    read = own_reading(visit.ports, visit.caller, record.number)
    return visit.page(
        "policies/one.html",
        status=status,
        typed=typed,
        said=f"policy.said.{said}" if said in SAID and not typed.slips else "",
        ref=ref,
        policy=record,
        card=policy_card(visit, record, list_policies(visit.ports, visit.caller)),
        lines=policy_lines(visit, shown),
        content=shown.content,
        lists=moderation_lists(shown.content),
        before=shown.before,
        compared=not (shown.content.pdf or (shown.before and shown.before.media_type != record.media_type)),
        differences=shown.differences,
        read=moment_of(visit.words, read, visit.ports.time_zone) if read else "",
        approves=can(visit.caller, "approve_policies"),
        own=record.made_by == visit.caller.user,
        follows=can(visit.caller, "follow_policies"),
    )


def _form(visit: Visit, name: str, typed: Typed, status: int = 200) -> Response:
    known = [one for one in list_policies(visit.ports, visit.caller) if one.name == name]
    return visit.page(
        "policies/new.html",
        status=status,
        typed=typed,
        name=name,
        actions=ACTIONS,
        concerns=CONCERNS,
        first=all(one.approved_at is None for one in known),
        drafted=any(one.step == "draft" for one in known),
    )


def _begun(visit: Visit, name: str) -> Typed:
    """Begin from what is there: the draft, else the version approved last."""
    known = [one for one in list_policies(visit.ports, visit.caller) if one.name == name]
    if not known:
        return NOTHING_TYPED
    record = known[0]
    content = policies.content_of(visit.ports, record)
    texts = {action: "\n".join(content.of_action(action)) for action in ACTIONS}
    texts |= {"title": record.title, "content": content.text}
    if record.step == "draft" and record.starts_on is not None:
        texts |= {"starts_on": record.starts_on.isoformat(), "changed": record.changed}
    values = {field: (text,) for field, text in texts.items() if text}
    return Typed({**values, "concerns": record.concerns})


def _content(form: Filled, name: str) -> PolicyContent:
    if name != "moderation":
        content = PolicyContent(text=form.sent.text("content"), pdf=form.sent.files.get("file", b""))
        if not (content.text or content.pdf):
            form.slip("content", "MISSING")
        return content
    lines = tuple(
        ModerationLine(action, words.strip())
        for action in ACTIONS
        for words in form.sent.text(action).splitlines()
        if words.strip()
    )
    if not lines:
        form.slip("hide", "MISSING")
    return PolicyContent(lines=lines)


def _name(typed: str) -> str:
    if typed not in NAMES:
        raise NotFound
    return typed
