"""Whoever calls every address at random: each route of the application, with what may stand in it.

The routes are read from the application. One that names something new in its path, or that communications or
publishers may send to and for which no body is written here, is refused: it would be left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from fastapi.routing import APIRoute
from starlette.routing import Route

from service.api.routes import ACTION
from service.registry.permissions import MAY
from tests.promises.two_casts import SCOPE
from tests.promises.two_forms import Typist, multipart
from tests.promises.two_lines import Asked, Field, Form

if TYPE_CHECKING:
    from random import Random

    from fastapi import FastAPI
    from starlette.routing import BaseRoute

    from tests.promises.two_worlds import World

API: Final = "/api/v1"
PLACE: Final = re.compile(r"\{(\w+)[^}]*\}")
JSON: Final = "application/json"
WALKERS: Final = frozenset({"publisher", "communications"})
KINDS: Final = {
    "person_id": "person",
    "post_id": "post",
    "takedown_id": "takedown",
    "request_id": "request",
    "order_id": "order",
    "review_id": "review",
    "decision_id": "check",
    "check_id": "check",
    "alert_id": "check",
    "reading_id": "reading",
    "reading": "reading",
    "break_glass_id": "break_glass",
    "incident_id": "incident",
    "drawn": "post",
    "webhook_id": "webhook",
    "policy_id": "policy",
    "institutional_id": "institutional",
    "designation_id": "designation",
    "event_id": "event",
}
REFS: Final = {
    "/publications-a-retirer": "takedown",
    "/publications": "post",
    "/relectures": "reading",
    "/recus": "check",
    "/demandes": "request",
    "/ordonnances": "order",
    "/invitations": "invitation",
    "/affiches": "invitation",
    "/evenements": "event",
    "/numeriser": "scanned_form",
    "/equipe-et-comptes": "designation",
    "/autorisations-institutionnelles": "institutional",
    "/incidents": "incident",
    "/controle-mensuel": "control",
    "/politiques": "policy",
}
"""What `{ref}` is in the addresses of pages; elsewhere it is a person."""
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "language": ("fr", "en", "de"),
    "ticket": ("0" * 32,),
    "secret": ("0" * 64,),
    "digest": ("0" * 64,),
    "code": ("0" * 16,),
    "mark": ("12345678", "1234"),
    "day": ("2026-10-01", "2026-09-29"),
    "key": ("signature",),
    "page": ("1",),
    "path": ("nulle-part", "legal", "ordonnances/x"),
    "family": ("adult", "minor"),
    "policy": ("moderation", "rien"),
    "version": ("1",),
    "name": ("form.toml", "fr.md"),
}
"""What may stand for the other names in addresses."""


@dataclass(frozen=True, slots=True)
class Way:
    """One method of one route; `action` is what the API says a caller must be allowed."""

    method: str
    path: str
    action: str | None

    @property
    def open(self) -> bool:
        """Tell whether a publisher or communications may do this by the API."""
        return self.action is None or not WALKERS.isdisjoint(MAY[self.action])


def ways_of(app: FastAPI, prefix: str = "") -> tuple[Way, ...]:
    """List each method of each route, as the application has them."""
    return tuple(way for route in app.routes for way in _ways(route, prefix))


def _ways(route: BaseRoute, prefix: str) -> Iterator[Way]:
    included = getattr(route, "original_router", None)
    if included is not None:
        for each in included.routes:
            yield from _ways(each, prefix)
    if not isinstance(route, (APIRoute, Route)):
        return
    extra = (route.openapi_extra or {}) if isinstance(route, APIRoute) else {}
    for method in sorted((route.methods or set()) - {"HEAD"}):
        yield Way(method, prefix + route.path, extra.get(ACTION))


@dataclass(frozen=True, slots=True)
class Programmer:
    """Calls by chance, from what is known in world A, which is what is known in world B."""

    chance: Random
    world: World

    @property
    def typist(self) -> Typist:
        """Return who chooses names, days and numbers."""
        return Typist(self.chance, self.world)

    def call(self, who: str) -> Asked:
        """Call the API: half of the time to ask about people, else anything."""
        ways = _api(self.world.api)
        if self.chance.random() < 0.5:
            ways = tuple(
                way for way in ways if way.path.endswith(("/checks", "/channels", "/posts/check", "/posts"))
            )
        return self.send(who, self.chance.choice(ways))

    def address(self) -> str:
        """Choose the address of a page."""
        ways = [way for way in _pages(self.world.pages) if way.method == "GET"]
        return self.filled(self.chance.choice(ways).path)

    def send(self, who: str, way: Way) -> Asked:
        """Make a request of a route."""
        path = self.filled(way.path)
        if way.method == "GET":
            return Asked(who, "GET", path + self._query(way.path), headers=self._headers())
        if way.path.endswith(("/document", "/pictures", "/pictures/faces")):
            form = Form("", way.path, way.method, multipart=True, fields=[Field("file", "file", "")])
            return Asked(who, way.method, path, multipart([], form), "multipart/form-data; boundary=limite")
        body = json.dumps(self.body(way)).encode()
        return Asked(who, way.method, path, body, JSON, self._headers())

    def filled(self, path: str) -> str:
        """Put something in each place of an address."""
        return PLACE.sub(lambda found: self._part(path, found[1]), path)

    def body(self, way: Way) -> object:
        """Write what a route is sent; a route that walkers may use and that has no body here is refused."""
        if not way.open:
            return {}
        return BODIES[f"{way.method} {way.path.removeprefix(API)}"](self)

    def who(self) -> dict[str, Any]:
        """Choose whom a question is about."""
        name, born = self.typist.someone()
        people = self.world.made.people
        person = self.world.ports.references.seal("person", self.chance.choice([*people.values(), 99]))
        return self.chance.choice(
            (
                {"name": name, "birth_date": born},
                {"name": name, "birth_date": born},
                {"consent_id": self.typist.number()},
                {"person_id": person},
                {"name": name},
                {"unregistered": True, "role": "visitor", "adult": True},
            )
        )

    def post(self, *keys: str) -> dict[str, Any]:
        """Say what a post is, most often one that the papers here allow."""
        media, channels, purposes = SCOPE
        said: dict[str, Any] = {
            "medium": self.chance.choice((*media, *media, "video")),
            "channel": self.chance.choice((*channels, *channels, "instagram")),
            "purpose": self.chance.choice((*purposes, *purposes, "promotion")),
            "on": self.typist.day(),
        }
        more: dict[str, tuple[object, ...]] = {
            "discloses_health": (True, False),
            "capture_place": ("corridor", "youth_court_hearing", "foster_home"),
            "context_links_family": (True, False),
            "requested_by": ("dpj_police", None),
            "content_flag": ("undignified", None),
            "pia_covered": (True, False),
        }
        said |= {key: self.chance.choice(more[key]) for key in keys if self.chance.random() < 0.15}
        return said

    def text(self) -> str:
        """Write a text that may name somebody, cite numbers, hold a telephone, or none of these."""
        name, number = self.typist.someone()[0], self.typist.number()
        said = (
            "Merci!",
            f"Merci à {name}!",
            f"Autorisation {number}.",
            "1K7F-3M9X-4T8B-2QDX",
            "418 555-0199",
        )
        return " ".join(self.chance.choice(said) for _ in range(self.chance.randint(1, 3)))

    def _part(self, path: str, name: str) -> str:
        if name in {"consent_id", "number"}:
            return self.typist.number()
        if name in WORDS:
            return self.chance.choice(WORDS[name])
        kind = KINDS[name] if name != "ref" else self._kind(path)
        people = [*self.world.made.people.values()]
        number = self.chance.choice(people) if kind in {"person", "order"} else self.chance.randint(1, 9)
        item = self.chance.randint(1, 2) if kind in {"order", "review"} else 0
        return self.world.ports.references.seal(kind, number, item)  # type: ignore[arg-type] # one of the kinds

    def _kind(self, path: str) -> str:
        return next((kind for start, kind in REFS.items() if path.startswith(start)), "person")

    def _query(self, path: str) -> str:
        asked = {
            "q": self.typist.someone()[0].split()[-1],
            "limit": str(self.chance.choice((1, 2, 5, 50))),
            "status": self.chance.choice(("open", "done")),
            "consent_id": self.typist.number(),
        }
        takes = {
            "/people": ("q", "limit"),
            "/posts": ("consent_id", "limit"),
            "/requests": ("status", "limit"),
            "/events": ("limit",),
            "/events/{event_id}/roster": ("limit",),
        }
        takes["/takedowns"] = ("status", "limit")
        keys = takes.get(path.removeprefix(API), ())
        chosen = {key: asked[key] for key in keys if self.chance.random() < 0.6 or key == "q"}
        return f"?{urlencode(chosen)}" if chosen else ""

    def _headers(self) -> dict[str, str]:
        given = {
            "if-match": self.chance.choice(('"1"', '"2"', "*")),
            "idempotency-key": self.chance.choice("abc"),
            "accept-language": self.chance.choice(("fr", "en")),
        }
        return {key: value for key, value in given.items() if self.chance.random() < 0.2}


@cache
def _api(app: FastAPI) -> tuple[Way, ...]:
    return ways_of(app, API)


@cache
def _pages(app: FastAPI) -> tuple[Way, ...]:
    return tuple(way for way in ways_of(app) if not way.path.startswith("/static"))


def _person(one: Programmer) -> dict[str, Any]:
    name, born = one.typist.someone()
    return {"names": {"display": name}, "birth_date": born, "roles": ["user"]}


def _reference(one: Programmer) -> str:
    numbers = [*one.world.made.people.values(), 77]
    return one.world.ports.references.seal("person", one.chance.choice(numbers))


def _paper(one: Programmer) -> dict[str, Any]:
    name, _ = one.typist.someone()
    signature = {"name": name, "signed_on": "2026-10-10", "method": "paper", "verified": True}
    media, channels, purposes = SCOPE
    child = one.chance.random() < 0.5
    return {
        "person_id": _reference(one),
        "form": "minor" if child else "adult",
        "language": "fr",
        "signatures": [signature | {"signer": "parent" if child else "self"}],
        "media": list(media),
        "channels": list(channels),
        "purposes": list(purposes),
    }


def _check(one: Programmer) -> dict[str, Any]:
    return {**one.post("discloses_health"), "who": one.who()}


def _channels(one: Programmer) -> dict[str, Any]:
    return {key: value for key, value in _check(one).items() if key != "channel"}


def _post(one: Programmer) -> dict[str, Any]:
    keys = ("discloses_health", "capture_place", "context_links_family", "requested_by", "content_flag")
    shown = [one.who() for _ in range(one.chance.choice((1, 1, 2, 3)))]
    said = {**one.post(*keys, "pia_covered"), "people": shown, "text": one.text()}
    return said | ({"consents": [one.typist.number()]} if one.chance.random() < 0.2 else {})


def _content(one: Programmer) -> dict[str, Any]:
    numbers = [one.typist.number() for _ in range(one.chance.choice((0, 1, 1, 2)))]
    text = one.chance.choice(("Merci!", "Merci à Zoé!", f"Autorisation {one.typist.number()}"))
    return {**one.post("discloses_health"), "text": text, "consents": numbers}


def _changes(one: Programmer) -> dict[str, Any]:
    post = _post(one)
    return {key: post[key] for key in post if one.chance.random() < 0.4}


def _event(one: Programmer) -> dict[str, Any]:
    media, channels, purposes = SCOPE
    asked = {"medium": media[0], "channels": list(channels), "purpose": purposes[0], "on": one.typist.day()}
    return {**asked, "name": one.chance.choice(("Fête", "Portes ouvertes", " ")), "place": "Gymnase"}


def _incident(one: Programmer) -> dict[str, Any]:
    said = {"what": one.text(), "when": one.typist.day(), "kind": "quality"}
    post = one.world.ports.references.seal("post", one.chance.randint(1, 9))
    return said | ({"post_id": post} if one.chance.random() < 0.3 else {})


def _withdrawal(one: Programmer) -> dict[str, Any]:
    scope = {"media": ["photo"], "channels": ["facebook"], "purposes": []}
    said = {"received_on": one.world.registrar.day.isoformat(), "by": "parent", "how": "phone"}
    return said | ({"scope": scope} if one.chance.random() < 0.5 else {})


def _copy(one: Programmer) -> dict[str, Any]:
    return {
        "kind": one.chance.choice(("copy", "reshare", "elsewhere")),
        "channel": one.chance.choice(("facebook", "instagram")),
        "url": f"https://facebook.com/aval/{one.chance.randint(1, 9)}",
        "at": one.world.clock().isoformat(),
    }


def _published(one: Programmer) -> dict[str, Any]:
    return {"url": "https://facebook.com/aval/9", "published_at": one.world.clock().isoformat()}


def _policy(one: Programmer) -> dict[str, Any]:
    said = {
        "name": one.chance.choice(("netiquette", "social_media")),
        "text": one.text(),
        "changed": "Le ton.",
    }
    return said | {"title": "Nétiquette", "starts_on": one.typist.day(), "concerns": ["staff"]}


def _empty(_: Programmer) -> None:
    return None


def _institutional(one: Programmer) -> dict[str, Any]:
    return {"content": "Plan", "channels": ["facebook"], "since": one.typist.day(), "until": "2026-12-31"}


def _answer(one: Programmer) -> dict[str, Any]:
    return {"outcome": one.chance.choice(("granted", "refused")), "office": one.chance.choice(("dcai", "dg"))}


def _designation(one: Programmer) -> dict[str, Any]:
    said = {"name": "Eva Marin", "position": "Agente", "direction": "Soutien", "accounts": "Page A"}
    return {**said, "since": one.typist.day()}


def _duty(_: Programmer) -> dict[str, Any]:
    return {"email": "publisher@exemple.ca", "accounts": ["Page A"]}


BODIES: Final[Mapping[str, Callable[[Programmer], object]]] = {
    "POST /institutional-authorizations": _institutional,
    "POST /institutional-authorizations/{institutional_id}/answer": _answer,
    "POST /institutional-authorizations/{institutional_id}/withdrawal": _empty,
    "POST /designations": _designation,
    "POST /designations/{designation_id}/note": _empty,
    "POST /designations/{designation_id}/end": _empty,
    "PUT /team/duty": _duty,
    "POST /checks": _check,
    "POST /channels": _channels,
    "POST /posts/check": _post,
    "POST /posts": _post,
    "POST /gate": _content,
    "POST /incidents": _incident,
    "POST /policies": _policy,
    "POST /policies/{policy_id}/approval": _empty,
    "POST /policies/{policy_id}/acknowledgement": _empty,
    "PATCH /posts/{post_id}": _changes,
    "POST /posts/{post_id}/published": _published,
    "POST /posts/{post_id}/copies": _copy,
    "POST /posts/{post_id}/links": _empty,
    "POST /readings": _post,
    "POST /readings/{reading_id}/answer": lambda one: {"answer": one.chance.choice(("accepted", "refused"))},
    "POST /takedowns/{takedown_id}/done": lambda one: {"removed_at": one.world.clock().isoformat()},
    "POST /requests": lambda one: {"person_name": one.typist.someone()[0], "note": "Fête"},
    "POST /requests/{request_id}/done": _empty,
    "POST /requests/{request_id}/forward": lambda _: {"note": "À voir"},
    "POST /people/{person_id}/requests": lambda _: {"note": "Peut-on publier?"},
    "POST /events": _event,
    "PUT /events/{event_id}": _event,
    "POST /events/{event_id}/end": _empty,
    "POST /events/{event_id}/people": lambda one: {"people": [one.who() for _ in range(3)]},
    "POST /events/{event_id}/people/{person_id}/removal": _empty,
    "POST /people": _person,
    "PATCH /people/{person_id}": lambda one: one.chance.choice(({"language": "en"}, {"roles": ["user"]})),
    "POST /people/{person_id}/relations": lambda one: {"kind": "sibling", "to": _reference(one)},
    "PUT /people/{person_id}/capacity": lambda one: {"status": one.chance.choice(("capable", "tutorship"))},
    "PUT /people/{person_id}/minority": lambda one: {
        "minor_wish": one.chance.choice(("refuses", "agrees_or_not_asked"))
    },
    "PUT /people/{person_id}/deceased": lambda one: {"on": one.chance.choice(("2026-10-01", None))},
    "POST /people/{person_id}/protection-signals": lambda _: {"note": "Vu au point de service"},
    "POST /consents": _paper,
    "POST /consents/{consent_id}/confirmation": lambda _: {"verified": True},
    "POST /consents/{consent_id}/withdrawal": _withdrawal,
    "POST /consents/{consent_id}/suspension": _empty,
    "POST /consents/{consent_id}/resumption": _empty,
    "POST /consents/{consent_id}/entered-in-error": _empty,
}
"""What each route of the API that a publisher or communications may send to is sent."""
