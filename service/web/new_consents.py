"""« Nouvelle autorisation »: person, form and signatures, uses, document, « Vérifiez vos réponses ».

What was entered is a draft of the registry from the second step on, so that nothing typed is lost.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.ages import age_on
from service.registry.consent_records import ConsentRecord
from service.registry.consents import NewConsent, draft_consent, revise_draft
from service.registry.errors import Invalid
from service.registry.moments import today
from service.registry.people_records import PersonRecord
from service.web.consent_lines import consent_lines, form_title
from service.web.consent_pages import Opened, open_consent
from service.web.copying import read_answers, read_signatures, typed_answers, typed_signatures
from service.web.doubles import NEW, confirm_as_chosen, doubles_of, whose_lines
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.paper import ShownSlot, paper_of, slots_of, text_of
from service.web.people import file_at, keep_search, search_page
from service.web.rendering import hyphenated
from service.web.showing import Line
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/autorisations/nouvelle"
SEARCH: Final = "communications/new_person.html"
LANGUAGES: Final = ("fr", "en")
METHODS: Final = ("paper", "drawn", "typed", "code")
KINDS: Final = frozenset({"authorization", "refusal", "statement"})


@router.get(PAGE)
def show_who(visit: SignedVisit) -> Response:
    """First step: search whom the form is about."""
    return search_page(visit, SEARCH)


@router.post(PAGE)
def search_who(visit: SignedVisit) -> Response:
    """Keep the name typed, and lead to who was found."""
    return keep_search(visit, PAGE, SEARCH)


@router.get(f"{PAGE}/{{ref}}")
def show_families(visit: SignedVisit, ref: str) -> Response:
    """Second step: which form was signed, in which language."""
    person = file_at(visit, ref).person
    return _families_page(visit, person, Typed({"language": (person.language,)}))


@router.post(f"{PAGE}/{{ref}}")
def begin(visit: SignedVisit, ref: str) -> Response:
    """Open the draft; from here on what is typed is kept."""
    person = file_at(visit, ref).person
    form = Filled(visit.sent)
    try:
        family = form.choice("family", visit.ports.forms.families())
        language = form.choice("language", LANGUAGES)
        form.done()
        new = _begun(visit, person, family, language)
        path = once(visit, lambda ports: draft_consent(ports, visit.caller, new), _signatures_path)
    except (Slipped, Invalid) as error:
        return _families_page(visit, person, form.mend(error, {"/form": "family"}), UNPROCESSABLE)
    return visit.go(path)


def _signatures_path(draft: ConsentRecord) -> str:
    return f"/autorisations/{hyphenated(draft.id)}/signatures"


@router.get("/autorisations/{number}/signatures")
def show_signatures(visit: SignedVisit, number: str) -> Response:
    """Show the signatures to copy."""
    opened = open_consent(visit, number, entering=True)
    typed = typed_signatures(opened.consent, _slots(visit, opened), opened.person.names.display)
    return _signatures_page(visit, opened, Typed(typed))


@router.post("/autorisations/{number}/signatures")
def copy_signatures(visit: SignedVisit, number: str) -> Response:
    """Keep the signatures copied."""
    opened = open_consent(visit, number, entering=True)
    form = Filled(visit.sent)
    slots = _slots(visit, opened)
    try:
        signatures = read_signatures(form, slots)
        form.done()
        revise_draft(visit.ports, visit.caller, opened.consent.id, {"signatures": signatures})
    except (Slipped, Invalid) as error:
        typed = form.mend(error, _signature_fields(slots, form))
        return _signatures_page(visit, opened, typed, UNPROCESSABLE)
    return visit.go(_after(opened, "usages", done=bool(opened.consent.outcomes)))


@router.get("/autorisations/{number}/usages")
def show_uses(visit: SignedVisit, number: str) -> Response:
    """Third step: the form's own questions."""
    opened = open_consent(visit, number, entering=True)
    return _uses_page(visit, opened, Typed(typed_answers(opened.consent, opened.form)))


@router.post("/autorisations/{number}/usages")
def copy_uses(visit: SignedVisit, number: str) -> Response:
    """Keep the answers copied."""
    opened = open_consent(visit, number, entering=True)
    form = Filled(visit.sent)
    try:
        answers = read_answers(form, opened.form)
        form.done()
        revise_draft(visit.ports, visit.caller, opened.consent.id, answers)
    except (Slipped, Invalid) as error:
        return _uses_page(visit, opened, form.mend(error), UNPROCESSABLE)
    return visit.go(_after(opened, "document", done=bool(opened.consent.documents)))


@router.get("/autorisations/{number}/verifier")
def show_check(visit: SignedVisit, number: str) -> Response:
    """Last step: read it all once more."""
    opened = open_consent(visit, number, entering=True)
    return _check_page(visit, opened, Typed())


@router.post("/autorisations/{number}/verifier")
def confirm(visit: SignedVisit, number: str) -> Response:
    """Confirm: from now on the paper counts."""
    opened = open_consent(visit, number, entering=True)
    form = Filled(visit.sent)
    try:
        if not visit.sent.ticked("verified"):
            form.slip("verified", "UNVERIFIED")
        doubles = doubles_of(visit, opened.consent)
        whose = form.choice("whose", [NEW, *(one.ref for one in doubles)]) if doubles else NEW
        form.done()
        kept = confirm_as_chosen(visit, opened.consent, int(visit.sent.text("revision") or 0), whose)
    except (Slipped, Invalid) as error:
        return _check_page(visit, opened, form.mend(error), UNPROCESSABLE)
    return visit.go(f"/autorisations/{hyphenated(kept.id)}?fait=confirmee")


def _begun(visit: Visit, person: PersonRecord, family: str, language: str) -> NewConsent:
    form = visit.ports.forms.find(family)
    proven = form.establishes if form else None
    return NewConsent(
        person=person.number,
        form=family,
        language=language,
        signatures=(),
        outcomes=(),
        # What the form's text does not prove is asked at the next step; until then it is not so.
        opt_in=None if proven and proven.opt_in else False,
        free=None if proven and proven.free else False,
        informed=None if proven and proven.informed else False,
        distinct=None if proven and proven.distinct else False,
    )


def _families(visit: Visit) -> list[Line]:
    found = [visit.ports.forms.find(family) for family in visit.ports.forms.families()]
    forms = sorted((form for form in found if form and form.kind in KINDS), key=lambda form: form.order)
    return [(form.family, text_of(form, visit.words.language).title) for form in forms]


def _families_page(visit: Visit, person: PersonRecord, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/new_form.html",
        status=status,
        typed=typed,
        back_path=PAGE,
        name=person.names.display,
        families=_families(visit),
    )


def _signatures_page(visit: Visit, opened: Opened, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/new_signatures.html",
        status=status,
        typed=typed,
        back_path=f"/personnes/{opened.person_ref}",
        name=opened.person.names.display,
        form_title=form_title(visit, opened.consent),
        slots=_slots(visit, opened),
        methods=METHODS,
    )


def _uses_page(visit: Visit, opened: Opened, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/new_uses.html",
        status=status,
        typed=typed,
        back_path=f"/autorisations/{opened.number}/signatures",
        paper=paper_of(opened.form, visit.words),
    )


def _check_page(visit: Visit, opened: Opened, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/new_check.html",
        status=status,
        typed=typed,
        back_path=f"/autorisations/{opened.number}/document",
        name=opened.person.names.display,
        person_ref=opened.person_ref,
        lines=consent_lines(visit, opened.consent, change=not opened.consent.screen),
        refuses=opened.form.kind == "refusal",
        grants_nothing=all(block.answer == "no" for block in opened.consent.outcomes),
        revision=opened.consent.revision,
        whose=whose_lines(visit, opened.consent),
    )


def _slots(visit: Visit, opened: Opened) -> list[ShownSlot]:
    born, rule = opened.person.birth_date, visit.ports.policy.config.feb29_rule
    age = age_on(born, today(visit.ports), rule) if born else None
    return slots_of(opened.form, age, visit.words)


def _signature_fields(slots: list[ShownSlot], form: Filled) -> dict[str, str]:
    """Say which field each fault of the n-th signature is about."""
    filled = [slot.key for slot in slots if form.sent.text(f"name-{slot.key}")]
    return {
        f"/signatures/{place}{pointer}": f"{name}-{key}"
        for place, key in enumerate(filled)
        for pointer, name in (("", "name"), ("/signed_on", "on"), ("/evidence", "evidence"))
    }


def _after(opened: Opened, step: str, *, done: bool) -> str:
    """Lead to the next step, or back to the check when the next one was already done."""
    return f"/autorisations/{opened.number}/{'verifier' if done else step}"
