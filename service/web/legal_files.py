"""« Décision du dossier »: the legal file of a person, with « Ce que verra l'éditeur »."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.views import communications_reasons
from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.acts import LEGAL_FILE
from service.registry.checking import CheckAnswer, check
from service.registry.combining import hosts_of, standing
from service.registry.court_orders import OrderKey
from service.registry.falling import list_falling
from service.registry.files import File
from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.naming import files_named
from service.registry.questions import Question, Who
from service.registry.signals import Sign, unseen_signals
from service.web.entrance import SignedVisit
from service.web.filled import Filled
from service.web.legal_lines import order_card, review_card, signs_of, situation_of
from service.web.mending import basis_of, reason_in_words
from service.web.order_foreseen import Foreseen
from service.web.page_route import PageRoute
from service.web.people import FoundPerson, file_at, found_person
from service.web.reading import Sent
from service.web.rendering import hyphenated
from service.web.showing import Line, day_of, moment_of, question_in_short
from service.web.typed import Typed
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

LISTS: Final = {"media": MEDIA, "channels": CHANNELS, "purposes": PURPOSES}
PANELS: Final = {"yes": "yes", "yes_with_conditions": "conditions", "no": "no", "cannot_tell": "no"}
SAID: Final = {
    "verification": "check.done",
    "protection": "protection.done",
    "placement": "placement.done",
    "decision": "review.done",
    "ordonnance": "order.entered",
    "ordonnance-fermee": "order.entered.outside",
    "indices": "signs.done",
}


@router.get("/dossiers/{ref}")
def show_file(visit: SignedVisit, ref: str) -> Response:
    """Show all that legal knows of a person, and what the publisher would see."""
    visit.must("read_legal_file")
    file = file_at(visit, ref)
    typed = _typed(visit)
    person, legal = file.person, file.legal
    preview = _preview(visit, person.number, _question(visit, typed))
    return visit.page(
        "legal/file.html",
        ref=ref,
        typed=typed,
        said=SAID.get(visit.query.get("fait", ""), ""),
        name=person.names.display,
        age=day_of(visit.words, person.birth_date) if person.birth_date else "",
        situation=situation_of(visit, file, ref),
        hosts=_hosts(visit, file),
        preview=preview,
        orders=[order_card(visit, OrderKey(person.number, one.item), one) for one in reversed(legal.orders)],
        reviews=[review_card(visit, one) for one in reversed(legal.reviews)],
        signs=signs_of(visit, [Sign(file, one) for one in reversed(legal.signals)]),
        unseen=bool(unseen_signals(file)),
        falling=_falling(visit, person.number),
        lists=LISTS,
    )


def _hosts(visit: Visit, file: File) -> list[FoundPerson]:
    """Name who hosts this person, as legal recorded it or as it was declared."""
    numbers = sorted(hosts_of(file, standing(file.legal, visit.ports.clock())))
    named = files_named(visit.ports, visit.caller, numbers, LEGAL_FILE)
    return [found_person(visit, one.person) for one in named.values()]


def _falling(visit: Visit, number: int) -> list[Line]:
    """Write the posts that must come down, and by when."""
    words, zone = visit.words, visit.ports.time_zone
    return [
        (
            question_in_short(words, post.question),
            words("falling.by", moment=moment_of(words, one.due_at, zone)),
        )
        for one, post in list_falling(visit.ports, visit.caller, number)
    ]


def _typed(visit: Visit) -> Typed:
    """Return the post of the preview: the one chosen, else a photo for promotion on Facebook, today."""
    begun = {
        "medium": "photo",
        "channel": "facebook",
        "purpose": "promotion",
        "on": today(visit.ports).isoformat(),
    }
    return Typed({name: (visit.query.get(name) or value,) for name, value in begun.items()})


def _question(visit: Visit, typed: Typed) -> Question:
    form = Filled(Sent(typed.values, {}))
    question = Question(
        form.choice("medium", MEDIA),
        (form.choice("channel", CHANNELS),),
        form.choice("purpose", PURPOSES),
        form.day("on"),
    )
    past = not form.slips and question.on < today(visit.ports)
    return (
        Question("photo", ("facebook",), "promotion", today(visit.ports)) if form.slips or past else question
    )


def _preview(visit: Visit, person: int, question: Question) -> Foreseen:
    answer: CheckAnswer = check(visit.ports, visit.caller, Asked((Who(person=person),), question))
    judged = answer.judged
    told: tuple[str, ...] = ()
    if judged is not None:
        told = communications_reasons(judged.facts, visit.ports.policy.config)
    return Foreseen(
        question=question_in_short(visit.words, question),
        answer=PANELS[answer.answer],
        cite=", ".join(hyphenated(number) for number in answer.cite),
        conditions=answer.conditions,
        communications=[reason_in_words(visit, code) for code in told],
        verdict=judged.decision.verdict if judged else "DENY",
        reasons=[(reason_in_words(visit, code), basis_of(visit, code)) for code in answer.reasons or ()],
    )
