"""A lawyer's day: an order entered and verified, a review decided, a request answered, each in few actions.

Two minutes are kept by counting, never by a clock: at six seconds an action, twenty actions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from playwright.sync_api import Frame, Page

from service.i18n.words import Words, words_for
from service.registry.moments import today
from service.registry.signals import report_signal
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment, establishment, made_folder
from tests.web.test_queue import departed

pytestmark = pytest.mark.long

__all__ = ["establishment", "made_folder"]

BORN = "2014-05-05"
TWO_MINUTES = 20
LANGUAGES = ["fr", "en"]


@dataclass(frozen=True, slots=True)
class Counting(Visitor):
    """A visitor whose pages and actions are counted: fields filled, boxes ticked, buttons pressed."""

    actions: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        def note(frame: Frame) -> None:
            if frame == self.page.main_frame:
                self.pages.append(frame.url)

        self.page.on("framenavigated", note)

    @property
    def words(self) -> Words:
        """The words of legal's pages."""
        return words_for("legal", self.language)

    def start(self) -> None:
        """Count from here."""
        self.actions.clear()
        self.pages.clear()

    def fill(self, label: str, text: str) -> None:
        self.actions.append(f"fill {label}")
        Visitor.fill(self, label, text)

    def tick(self, group: str, *answers: str) -> None:
        self.actions.extend(f"tick {answer}" for answer in answers)
        Visitor.tick(self, group, *answers)

    def press(self, name: str) -> None:
        self.actions.append(f"press {name}")
        Visitor.press(self, name)

    def follow(self, name: str) -> None:
        self.actions.append(f"follow {name}")
        Visitor.follow(self, name)


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


def child_with_a_sign(establishment: Establishment, name: str) -> None:
    """A child whose parent signed, and of whom communications heard something."""
    child = establishment.person(name, BORN)
    establishment.confirmed(child, signers=("parent",))
    report_signal(establishment.ports, establishment.users["communications"], child.number, "Une audience")


def enter_order(visitor: Counting, day: date) -> None:
    """Copy the judgment, from the sign reported to the order entered."""
    words = visitor.words
    visitor.follow(words("queue.signal"))
    visitor.follow(words("file.order"))
    visitor.tick(words("order.court"), words("order.court.CQ_youth"))
    visitor.fill(words("order.file_number"), "110-41-900123-259")
    visitor.fill(words("order.date"), day.isoformat())
    visitor.fill(words("order.from"), day.isoformat())
    visitor.fill(words("order.to"), (day + timedelta(days=300)).isoformat())
    visitor.tick(words("order.media"), words("medium.photo"))
    visitor.tick(words("order.channels"), words("channel.facebook"))
    visitor.tick(words("order.purposes"), words("purpose.promotion"))
    visitor.tick(words("order.conditions"), words("condition.no_name"))
    visitor.tick(words("order.statute"), words("order.statute.LPJ, art. 9.3"))
    visitor.press(words("order.new.button"))
    visitor.press(words("order.step.enter"))
    visitor.sees(words("order.entered"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_is_entered_then_verified_each_in_two_minutes_of_clicks(
    page: Page, establishment: Establishment, address: str, language: str
) -> None:
    child_with_a_sign(establishment, f"Léa {language}")
    visitor = Counting(page, address, language)
    visitor.sign_in("legal")
    enter_order(visitor, today(establishment.ports) - timedelta(days=2))
    assert len(visitor.actions) <= TWO_MINUTES, visitor.actions
    visitor.start()
    visitor.sign_in("second")
    visitor.sees(visitor.words("queue.verify_order"))
    visitor.follow(visitor.words("queue.verify_order"))
    visitor.press(visitor.words("order.verify.yes"))
    visitor.sees(visitor.words("order.verify.done"))
    assert len(visitor.actions) <= TWO_MINUTES // 4, visitor.actions
    assert len(visitor.pages) <= 4, visitor.pages
    visitor.open("/ordonnances?etat=verified")
    visitor.sees("110-41-900123-259")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_departed_nurse_left_open_is_decided(
    page: Page, establishment: Establishment, address: str, language: str
) -> None:
    departed(establishment, f"Anne {language}")
    visitor, day = Counting(page, address, language), today(establishment.ports)
    words = visitor.words
    visitor.sign_in("legal")
    visitor.follow(words("queue.review"))
    visitor.check_page()
    visitor.tick(words("review.outcome"), words("review.outcome.accepted"))
    visitor.fill(words("review.until"), (day + timedelta(days=180)).isoformat())
    visitor.tick(words("review.conditions"), words("condition.no_tag"))
    visitor.press(words("review.button"))
    visitor.sees(words("review.done"))
    assert len(visitor.actions) <= TWO_MINUTES // 2, visitor.actions
    visitor.open("/a-traiter")
    assert f"Anne {language}" not in page.get_by_role("main").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_handed_over_is_answered_without_saying_why(
    page: Page, establishment: Establishment, address: str, language: str
) -> None:
    name = f"Rita {language}"
    establishment.request(name)
    visitor = Counting(page, address, language)
    words = visitor.words
    visitor.sign_in("communications")
    visitor.page.get_by_role("listitem").filter(has_text=name).get_by_role("link").click()
    visitor.fill(words("requests.note"), "Pour jeudi")
    visitor.press(words("requests.forward.button"))
    visitor.start()
    visitor.sign_in("legal")
    visitor.follow(words("queue.request"))
    visitor.sees(words("queue.answer.warning"))
    visitor.tick(words("queue.answer"), words("queue.answer.leave_out"))
    visitor.press(words("queue.answer.button"))
    visitor.sees(words("queue.answered"))
    visitor.check_page()
    assert len(visitor.actions) <= TWO_MINUTES // 2, visitor.actions
    visitor.sign_in("communications")
    visitor.follow(words("todo.request_answered"))
    visitor.sees(words("queue.answer.leave_out"))
