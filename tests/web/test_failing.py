"""When the registry cannot answer: never a yes, never a bare error, and always something to do."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.http.limiter import PublisherLimit
from service.registry.access_records import AccessRecord
from service.registry.errors import Unavailable
from service.registry.storing import Reader, Store, Writer
from tests.web.establishment import URL, Establishment, establishment, made_folder, make_app, send
from tests.web.test_asking import ASK, question
from tests.web.test_posting import PAGE, post

__all__ = ["establishment", "made_folder"]


@dataclass(slots=True)
class Ailing:
    """A store whose access records, or whole, cannot be reached."""

    store: Store
    dead: bool = False

    def reading(self) -> AbstractContextManager[Reader]:
        """Read, unless dead."""
        self._check()
        return self.store.reading()

    def writing(self) -> AbstractContextManager[Writer]:
        """Write, unless dead."""
        self._check()
        return self.store.writing()

    def record_access(self, record: AccessRecord) -> int:  # noqa: ARG002 - the port names it
        """Never keep a record."""
        raise Unavailable("ACCESS_RECORD_UNAVAILABLE")

    def _check(self) -> None:
        if self.dead:
            raise Unavailable("STORAGE_UNAVAILABLE")


def ailing(establishment: Establishment, **state: bool) -> TestClient:
    """Sign a publisher in where the store ails."""
    well = establishment.signed_in("publisher")
    store: Any = Ailing(establishment.ports.store, **state)
    app = make_app(replace(establishment.site, ports=replace(establishment.ports, store=store)))
    browser = TestClient(app, base_url=URL, headers={"Origin": URL}, follow_redirects=False)
    browser.cookies.update(dict(well.cookies))
    return browser


@pytest.mark.parametrize("path", [ASK, PAGE])
def test_an_answer_that_cannot_be_recorded_is_not_given(establishment: Establishment, path: str) -> None:
    establishment.confirmed(establishment.person("Très Permise"))
    sent = question(establishment, who="Très Permise", factor="1984-03-27")
    if path == PAGE:
        sent = post(establishment, "Très Permise, 1984-03-27")
    browser = ailing(establishment)
    answer = browser.get(send(browser, path, **sent)[1])
    assert answer.status_code == 503
    assert "Réessayez" in answer.text
    assert "Demander une autorisation" in answer.text
    assert "Autorisé" not in answer.text.replace("Autorisé ", "")


def test_when_nothing_answers_a_page_says_to_publish_nothing(establishment: Establishment) -> None:
    page = ailing(establishment, dead=True).get("/publications")
    assert page.status_code == 503
    assert "Ne publiez rien pour l&#39;instant" in page.text


def test_too_many_questions_are_told_to_wait(establishment: Establishment) -> None:
    site = replace(establishment.site, limit=PublisherLimit(1))
    browser = TestClient(make_app(site), base_url=URL, headers={"Origin": URL}, follow_redirects=False)
    browser.cookies.update(dict(establishment.signed_in("publisher").cookies))
    path = send(browser, ASK, **question(establishment, who="Zoé", factor="E-1"))[1]
    assert [browser.get(path).status_code for _ in range(2)] == [200, 429]
