"""The two towns that sessions walk through: who lives there, and what had happened before anybody came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from service.credentials.log_key import LogKey
from service.ledger.note import VerifierKey
from service.registry.judging import Asked
from service.registry.publishing import NewPost, publish_post, register_post
from service.registry.questions import Question, Who
from service.storage.log import publish_checkpoint
from tests.promises.two_casts import (
    SCOPE,
    Pair,
    answered,
    each,
    entered,
    known,
    nothing,
    of,
    placed,
    register,
    relate,
    resumed,
    reviewed,
    stayed,
    verified,
)
from tests.promises.two_worlds import World, add_users
from tests.support.ports import TUESDAY

if TYPE_CHECKING:
    from service.storage.store import SqlStore

_LOG_KEY: Final = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG: Final = LogKey(_LOG_KEY, VerifierKey("aval.test/log", _LOG_KEY.public_key().public_bytes_raw()))

PROTECTED: Final = answered("accepted", "active")
CLEARED: Final = answered("accepted", "none")
REJECTED: Final = answered("rejected", "unknown")
CAST: Final = (
    # Always no, whatever communications change.
    Pair("Noé Roy", "2015-05-05", PROTECTED, REJECTED, fixed=False),
    Pair("Léa Côté", "2013-02-11", each(PROTECTED, entered()), nothing, fixed=False),
    Pair("Ian Morin", "2017-07-01", each(PROTECTED, PROTECTED), nothing, fixed=False),
    Pair("Sam Roy", "2018-01-30", known("active"), nothing, fixed=False, paper="none"),
    Pair("Ève Dion", "2014-12-12", PROTECTED, CLEARED, fixed=True, paper="withdrawn"),
    # Always no, for a reason of legal's own.
    Pair("Jade Bouchard", "2011-03-03", each(known("none", ycja=True), CLEARED), REJECTED),
    Pair("Maé Nadeau", "2008-10-20", PROTECTED, REJECTED),
    Pair("Ana Roy", "1985-05-05", CLEARED, REJECTED, email="ana@exemple.ca"),
    Pair(
        "Paul Savard",
        "1980-08-08",
        each(placed("children", kinship=True, hosts=("Noé Roy",)), CLEARED),
        each(placed("adults", kinship=False), REJECTED),
        role="rirtf",
    ),
    Pair("Luc Pelletier", "2004-04-04", each(known("ended"), answered("accepted", "ended")), known("none")),
    Pair("Edith Lavoie", "1990-09-09", each(known("none", identifies_lpj_family=True), CLEARED), REJECTED),
    # A yes that an order, a review or a plain check stands behind; legal closes and opens it in step.
    Pair("Guy Gagnon", "1986-06-26", nothing, CLEARED, email="guy@exemple.ca"),
    Pair(
        "Zoé Gagnon",
        "2014-06-06",
        each(PROTECTED, entered(also=("Guy Gagnon",)), verified),
        CLEARED,
        moves=(
            (stayed, each(REJECTED, of("Guy Gagnon", REJECTED))),
            (resumed, each(CLEARED, of("Guy Gagnon", CLEARED))),
        ),
    ),
    Pair(
        "Théo Cyr",
        "2012-02-02",
        each(PROTECTED, entered(("no_tag",)), verified, reviewed("PARENTAL_CONFLICT")),
        each(CLEARED, reviewed("PARENTAL_CONFLICT", "no_tag")),
        conflict=True,
        moves=((stayed, REJECTED), (resumed, CLEARED)),
    ),
    Pair(
        "Mia Tremblay",
        "2016-01-16",
        each(PROTECTED, entered(("no_tag",), days=20), verified),
        answered("accepted", "none", days=20),
        limits=("no_tag",),
    ),
    Pair(
        "Rose Fortin",
        "2003-03-23",
        each(known("ended"), answered("accepted", "ended"), reviewed("LPJ_FORMER_ADULT")),
        each(known("none"), CLEARED),
    ),
    Pair(
        "Nils Roy",
        "2013-09-19",
        each(PROTECTED, entered()),
        nothing,
        moves=((verified, CLEARED), (stayed, REJECTED), (resumed, CLEARED)),
    ),
    # Nobody whom legal knows anything of.
    Pair("Marc Dubé", "1984-03-27", nothing, nothing, fixed=False, email="marc@exemple.ca"),
    Pair("Lise Roy", "1979-01-01", nothing, nothing, fixed=False, paper="none"),
    Pair("Tom Cyr", "1999-09-09", nothing, nothing, fixed=False, paper="withdrawn"),
)

FOR_PUBLISHERS: Final = (
    Pair("Ugo Roy", "2015-02-03", PROTECTED, CLEARED, other_paper="no"),
    Pair("Ida Cyr", "2016-04-05", PROTECTED, CLEARED, other_paper="none"),
    Pair("Max Roy", "2014-10-01", PROTECTED, nothing, other_paper="withdrawn"),
    Pair(
        "Liv Cyr",
        "2017-08-08",
        each(PROTECTED, entered(alone=True), verified),
        CLEARED,
        paper="none",
        other_paper="yes",
    ),
)
"""People whose papers differ: an ordinary refusal or a plain consent stands where an order does."""

PARENTS: Final = (("Ana Roy", "Noé Roy"), ("Guy Gagnon", "Zoé Gagnon"))
POSTS: Final = (
    (("Zoé Gagnon",), True),
    (("Théo Cyr",), True),
    (("Zoé Gagnon", "Marc Dubé"), False),
    (("Mia Tremblay",), True),
    (("Marc Dubé",), True),
    (("Guy Gagnon", "Rose Fortin"), True),
)
"""Whom a post of before shows, and whether it is out."""

LONGER: Final = 3
"""How often legal of world B says the same again: the length of the log, in 64s, is the same in both."""


def found(world: World, more: tuple[Pair, ...] = ()) -> None:
    """Fill an empty registry up to the day on which sessions begin."""
    cast_ = (*CAST, *more)
    add_users(world)
    for pair in cast_:
        world.chance.begin(pair.name)
        register(world, pair)
    for elder, child in PARENTS:
        relate(world, elder, child)
    for time in range(1 if world.side == "A" else LONGER):
        for pair in cast_:
            world.chance.begin(f"legal on {pair.name}, {time}")
            (pair.a if world.side == "A" else pair.b)(world, pair.name)
    world.clock.now = TUESDAY - timedelta(hours=5)
    for place, (names, out) in enumerate(POSTS):
        world.chance.begin(f"post {place}")
        _post(world, names, out=out)
    world.work()
    publish_checkpoint(cast("SqlStore", world.store.now), LOG.verifier, LOG.sign, world.clock())
    world.clock.now = TUESDAY


def _born(name: str) -> date:
    return date.fromisoformat(next(pair.born for pair in CAST if pair.name == name))


def _post(world: World, names: tuple[str, ...], *, out: bool) -> None:
    (medium, _), (channel, _), (purpose, _) = SCOPE
    day = world.registrar.day
    who = tuple(Who(name=name, birth_date=_born(name)) for name in names)
    asked = Asked(who, Question(medium, (channel,), purpose, day), len(names))
    publisher = world.made.callers["publisher"]
    post = register_post(world.ports, publisher, NewPost(asked, "Merci!"))
    if out:
        address = f"https://facebook.com/aval/{post.number}"
        publish_post(world.ports, publisher, post.number, address, world.clock())
