"""« Gabarits »: the forms and their versions; our own are proposed, approved and published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import form_life
from service.registry.account_records import Caller
from service.registry.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from service.registry.form_differences import compare_forms
from service.registry.form_files import FIELDS, FILES, files_of
from service.registry.form_life import Listed, Shown
from service.registry.form_records import is_approved
from service.registry.permissions import can
from service.registry.ports import Ports
from service.web.entrance import SignedVisit
from service.web.filled import Filled
from service.web.form_lines import (
    LOOKS,
    asked_lines,
    family_lines,
    fault_lines,
    form_lines,
    path_of,
    title_of,
)
from service.web.page_route import PageRoute
from service.web.rendering import HEADERS
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/gabarits"
ONE: Final = f"{PAGE}/{{family}}/{{version}}"
SAID: Final = {
    "proposee": "forms.said.submitted",
    "approuvee": "forms.said.approved",
    "publiee": "forms.said.published",
}
Move = Callable[[Ports, Caller, str, int, str], Listed]


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """List the families with their versions."""
    return _list_page(visit, NOTHING_TYPED)


@router.post(PAGE)
def submit(visit: SignedVisit) -> Response:
    """Keep three files as a draft."""
    visit.must("change_forms")
    form = Filled(visit.sent)
    sent = {name: visit.sent.files.get(field, b"") for name, field in zip(FILES, FIELDS, strict=True)}
    try:
        listed = form_life.submit_form(visit.ports, visit.caller, files_of(sent))
    except Invalid as error:
        return _list_page(visit, _mended(form, error), UNPROCESSABLE)
    except Conflict as error:
        form.slip("form", error.code)
        return _list_page(visit, form.mend(), UNPROCESSABLE)
    return visit.go(f"{path_of(listed.form)}?fait=proposee")


@router.get(ONE)
def show_form(visit: SignedVisit, family: str, version: str) -> Response:
    """Show one version, and what differs from another."""
    return _form_page(visit, _shown(visit, family, version), NOTHING_TYPED)


@router.get(f"{ONE}/approuver")
@router.get(f"{ONE}/publier")
def show_instead(visit: SignedVisit, family: str, version: str) -> Response:
    """A version is approved and published by forms of its page."""
    return visit.go(path_of(_shown(visit, family, version).listed.form))


@router.post(f"{ONE}/approuver")
def approve(visit: SignedVisit, family: str, version: str) -> Response:
    """Approve the bytes that were shown."""
    return _move(visit, (family, version), form_life.approve_form, "approuvee")


@router.post(f"{ONE}/publier")
def publish(visit: SignedVisit, family: str, version: str) -> Response:
    """Publish the bytes that were shown."""
    return _move(visit, (family, version), form_life.publish_form, "publiee")


@router.get(f"{ONE}/exemple/{{language}}")
def send_specimen(visit: SignedVisit, family: str, version: str, language: str) -> Response:
    """Send one copy to look at, marked as such."""
    content = form_life.print_specimen(visit.ports, visit.caller, family, _number(version), language)
    return _file(content, "application/pdf", f"{family}-{version}-{language}-exemple.pdf")


@router.get(f"{ONE}/fichiers/{{name}}")
def send_file(visit: SignedVisit, family: str, version: str, name: str) -> Response:
    """Send one of the three files, to write another version from."""
    contents = dict(_shown(visit, family, version).files.named)
    if name not in contents:
        raise NotFound
    return _file(contents[name], "text/plain; charset=utf-8", name)


def _move(visit: Visit, place: tuple[str, str], move: Move, said: str) -> Response:
    visit.must("change_forms")
    family, version = place
    form = Filled(visit.sent)
    try:
        listed = move(visit.ports, visit.caller, family, _number(version), visit.sent.text("sha256"))
    except Invalid as error:
        return _form_page(visit, _shown(visit, family, version), _mended(form, error), UNPROCESSABLE)
    except (Conflict, NotAllowed, Stale) as error:
        form.slip("approve", error.code)
        return _form_page(visit, _shown(visit, family, version), form.mend(), UNPROCESSABLE)
    return visit.go(f"{path_of(listed.form)}?fait={said}")


def _mended(form: Filled, error: Invalid) -> Typed:
    """Show what is to be mended with the words it is about."""
    for fault in error.faults:
        form.slip(fault.pointer.strip("/"), fault.code, detail=fault.detail)
    return form.mend()


def _shown(visit: Visit, family: str, version: str) -> Shown:
    return form_life.show_form(visit.ports, visit.caller, family, _number(version))


def _number(version: str) -> int:
    if not (version.isascii() and version.isdecimal() and len(version) <= len(str(form_life.LAST_OWN))):
        raise NotFound
    return int(version)


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=media_type)


def _list_page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    families = family_lines(visit, form_life.list_forms(visit.ports, visit.caller))
    writes = can(visit.caller, "change_forms")
    return visit.page("forms/list.html", status=status, typed=typed, families=families, writes=writes)


def _form_page(visit: Visit, shown: Shown, typed: Typed, status: int = 200) -> Response:
    form, own = shown.listed.form, shown.listed.own
    approvals = own.approvals if own else ()
    mine = visit.caller.user in {one.by for one in approvals}
    said = SAID.get(visit.query.get("fait", ""), "")
    return visit.page(
        "forms/form.html",
        status=status,
        typed=typed,
        said="" if typed.slips else said,
        title=title_of(visit, form),
        version=form.version,
        path=path_of(form),
        state=shown.listed.state,
        look=LOOKS[shown.listed.state],
        sha256=shown.listed.sha256,
        lines=form_lines(visit, shown),
        faults=fault_lines(visit, shown),
        writes=can(visit.caller, "change_forms"),
        mine=mine,
        needs_legal=len({one.by for one in approvals}) > 1 and not is_approved(approvals),
        files=FILES,
        **_differences(visit, shown),
    )


def _differences(visit: Visit, shown: Shown) -> dict[str, object]:
    """Compare with the version asked for, else with the newest that is older."""
    form, numbers = shown.listed.form, [one.form.version for one in shown.others]
    asked = visit.query.get("avec", "")
    older = next((number for number in numbers if number < form.version), None)
    chosen = next((number for number in numbers if str(number) == asked), older)
    other = next((one.form for one in shown.others if one.form.version == chosen), None)
    found = compare_forms(other, form) if other else None
    return {
        "others": numbers,
        "other": chosen,
        "asked": asked_lines(visit, (form, other), found.asked) if found and other else [],
        "texts": found.texts if found else (),
    }
