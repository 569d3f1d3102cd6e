"""A small establishment to test the pages on: real storage and use cases, a few people, one user a role."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from starlette.testclient import TestClient

from service.api.public import public_routes
from service.credentials.webhook_keys import WebhookKeys
from service.documents.evidence.writer import PdfWriter
from service.http.limiter import PublisherLimit
from service.http.sessions import Sessions
from service.notices.guarded_calls import GuardedCaller
from service.notices.webhooks import WebhookHerald
from service.registry import accounts, consents
from service.registry.account_records import Caller
from service.registry.consent_records import ConsentRecord, Outcomes, SignatureRecord
from service.registry.court_orders import NewOrder, enter_order
from service.registry.legal_batches import ask_legal_checks
from service.registry.moments import today
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.ports import Ports
from service.registry.requests import forward_request, request_authorization
from service.settings import load_settings
from service.storage.opening import open_store
from service.vault.kek import create_kek
from service.web.pages import SCREENS, add_pages
from service.web.standing import show_standing
from service.web.visits import Site
from service.wiring import wire
from tests.support.ports import issuer, sealer, trusted
from tests.support.routes import share_routes
from tests.support.stores import KEK, copy_folder, made_folder

__all__ = ["Establishment", "establishment", "made_folder"]

URL = "http://aval.test"
Field: TypeAlias = str | list[str]
PASSWORD = "une phrase facile"  # noqa: S105 - of users that exist in tests alone
ROLES = {
    "publisher": ("publisher",),
    "communications": ("communications",),
    "legal": ("legal", "communications"),
    "second": ("legal",),
    "admin": ("admin",),
    "auditor": ("auditor",),
    "quality": ("quality",),
}
"""Users by what they are called here, and their roles; they work in the first."""
MASKED = re.compile(
    r"[0-9a-f]{32}|(?<=/recus/)[a-z2-7]{26}|\d{1,2}\N{NO-BREAK SPACE}h(?:\N{NO-BREAK SPACE}\d\d)?"
)
"""Fixed-length ids, and the hour."""


class PlainPasswords:
    """The port `Passwords` without its cost: Argon2id has tests of its own."""

    def hash(self, password: str) -> str:
        """Mark a password."""
        return f"plain {password}"

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Compare with the mark."""
        return password_hash == self.hash(password)


@dataclass(frozen=True, slots=True)
class Establishment:
    """A site with its users."""

    site: Site
    app: FastAPI
    users: dict[str, Caller]
    portal: BlockingPortal
    """The one event loop of its browsers: one of its own takes each request longer than the page does."""

    @property
    def ports(self) -> Ports:
        """What use cases are given."""
        return self.site.ports

    def browser(self, language: str = "fr") -> TestClient:
        """Open a browser in which nobody is signed in."""
        browser = TestClient(self.app, base_url=URL, headers={"Origin": URL}, follow_redirects=False)
        browser.portal = self.portal
        browser.cookies.set("aval_langue", language)
        return browser

    def signed_in(self, user: str, language: str = "fr") -> TestClient:
        """Open a browser in which a user has just signed in."""
        browser = self.browser(language)
        sent = {"email": f"{user}@exemple.ca", "password": PASSWORD}
        assert browser.post("/connexion", data=sent).status_code == 303
        return browser

    def person(self, name: str, born: str | None = "1984-03-27", **more: object) -> PersonRecord:
        """Register someone."""
        new = NewPerson(
            Names(name),
            (RolePeriod("user"),),
            birth_date=None if born is None else today(self.ports).fromisoformat(born),
            adult_attested=born is None,
            **more,  # type: ignore[arg-type] # fields of a person
        )
        return register_person(self.ports, self.users["communications"], new)

    def consent(
        self, person: PersonRecord, answer: str = "yes", signers: tuple[str, ...] = ("self",), **more: object
    ) -> ConsentRecord:
        """Register a paper for photos on Facebook, for promotion; not in force until confirmed."""
        day = today(self.ports) - timedelta(days=10)
        new = consents.NewConsent(
            person.number,
            "adult",
            "fr",
            tuple(SignatureRecord(signer, person.names.display, day, "paper") for signer in signers),
            (Outcomes(("photo",), ("facebook",), ("promotion",), answer),),  # type: ignore[arg-type] # an answer
            **more,  # type: ignore[arg-type] # fields of a consent
        )
        return consents.register_consent(self.ports, self.users["communications"], new)

    def confirmed(
        self, person: PersonRecord, answer: str = "yes", signers: tuple[str, ...] = ("self",), **more: object
    ) -> ConsentRecord:
        """Register a paper and put it in force."""
        paper = self.consent(person, answer, signers, **more)
        caller = self.users["communications"]
        return consents.confirm_consent(self.ports, caller, paper.id, verified=True)

    def order(self, person: PersonRecord, by: str = "second", **more: object) -> str:
        """Enter an order for photos on Facebook, for promotion; return what stands for it in addresses."""
        day = today(self.ports) - timedelta(days=3)
        new = NewOrder(
            court="CQ_youth",
            file_number="110-41-900123-259",
            order_date=day,
            persons=(person.number,),
            media=("photo",),
            channels=("facebook",),
            purposes=("promotion",),
            conditions=("no_name",),
            valid_from=day,
        )
        key = enter_order(self.ports, self.users[by], replace(new, **more))  # type: ignore[arg-type] # fields of an order
        return self.ports.references.seal("order", key.person, key.item)

    def request(self, name: str = "Rita Demandée", *, forwarded: bool = False) -> str:
        """Have a publisher ask for someone's authorization; return what stands for it in addresses."""
        made = request_authorization(self.ports, self.users["publisher"], name, "Portes ouvertes")
        if forwarded:
            forward_request(self.ports, self.users["communications"], made.number)
        return self.ports.references.seal("request", made.number)

    def asked(self, *names: str) -> str:
        """Ask about children who have a form; return the day in addresses."""
        children = [self.person(name, "2015-05-05") for name in names]
        for child in children:
            self.consent(child)
        ask_legal_checks(self.ports, self.users["legal"], [child.number for child in children])
        return today(self.ports).isoformat()

    def ref(self, person: PersonRecord) -> str:
        """Return what stands for a person in addresses."""
        return self.ports.references.seal("person", person.number)


@pytest.fixture(scope="module")
def establishment(made_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Establishment]:
    """One establishment for a file of tests, whose papers no chance draws for a spot check."""
    folder: Path = tmp_path_factory.mktemp("pages") / "data"
    settings = load_settings({"AVAL_DATA_DIR": str(folder), "AVAL_MINOR_RELEASE": "immediate"})
    store = open_store(copy_folder(made_folder, folder), KEK)
    settings.kek_file.parent.mkdir(mode=0o700)
    create_kek(settings.kek_file, secrets.token_bytes)
    wired = wire(settings, store)
    ports = replace(
        wired,
        policy=replace(wired.policy, config=replace(wired.policy.config, spot_check_share=0.0)),
        passwords=PlainPasswords(),
        evidence=PdfWriter(settings.public_url, sealer),
        herald=WebhookHerald(lambda: WebhookKeys(bytes(32)), wired.clock, GuardedCaller()),
        issuer=issuer(),
    )
    site = Site(ports, Sessions(URL), PublisherLimit(None), demonstration=True, seals=trusted)
    app = make_app(site)
    users = {name: _user(ports, name, roles) for name, roles in ROLES.items()}
    with start_blocking_portal() as portal:
        yield Establishment(site, app, users, portal)
    store.close()


def make_app(site: Site) -> FastAPI:
    """Put the pages and the public routes together as the server does."""
    app = FastAPI()
    app.router.routes.extend(public_routes(site.ports, show_standing, readers=site.readers))
    add_pages(app, site)
    share_routes(app, (screen.router for screen in SCREENS))
    return app


def field_of(page: str, name: str) -> str:
    """Return the value of a hidden or typed field."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    return found[1] if found else ""


def send(browser: TestClient, path: str, /, into: str = "", **fields: Field) -> tuple[int, str]:
    """Fill a page's form in and send it; return the status, and the page or where it leads.

    `into` is where the form goes, when that is another address than the page's.
    """
    page = browser.get(path).text
    hidden = {name: field_of(page, name) for name in ("form_token", "once")}
    answer = browser.post(into or path.partition("?")[0], data={**hidden, **fields})
    return answer.status_code, answer.headers.get("location", answer.text)


def masked(page: str) -> str:
    """Hide ids of fixed length and the hour: what is left must not tell one reason from another."""
    return MASKED.sub("…", page)


def _user(ports: Ports, name: str, roles: tuple[str, ...]) -> Caller:
    operator = accounts.operator()
    user = accounts.add_user(ports, operator, name.capitalize(), roles, email=f"{name}@exemple.ca")
    accounts.set_password(ports, accounts.issue_link(ports, operator, user.number), PASSWORD)
    return Caller(user.number, user.name, roles[0], "page")
