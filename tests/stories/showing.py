"""Somebody shows a code or a document to « Vérifier l'authenticité »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from service.registry.status_publishing import publish_status
from service.registry.tokens import issue_token
from service.web.rendering import hyphenated
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment

GENUINE = ("Code authentique", "Genuine code")


@dataclass(frozen=True, slots=True)
class Shown:
    """An authorization, and the address that its code holds."""

    number: str
    code: str
    digits: str


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


@pytest.fixture(scope="module")
def shown(establishment: Establishment) -> Shown:
    """Someone's authorization, in force and on the last list."""
    paper = establishment.confirmed(establishment.person("Ève Lue"))
    signed = issue_token(establishment.ports, establishment.users["communications"], paper.id).signed
    publish_status(establishment.ports)
    return Shown(hyphenated(paper.id), signed.address, signed.address.partition("#")[2])


def opened(page: Page, address: str, language: str) -> Visitor:
    page.context.add_cookies([{"name": "aval_langue", "value": language, "url": address}])
    visitor = Visitor(page, address, language)
    visitor.open("/v")
    return visitor


def hand_in(visitor: Visitor, name: str, content: bytes) -> None:
    kind = "application/pdf" if name.endswith(".pdf") else "image/jpeg"
    label = visitor.says("Choisissez une image ou un PDF", "Choose a picture or a PDF")
    visitor.page.get_by_label(label).set_input_files({"name": name, "mimeType": kind, "buffer": content})


def hears(visitor: Visitor, words: tuple[str, str]) -> None:
    expect(visitor.page.locator("#found").get_by_text(visitor.says(*words)).first).to_be_visible()
