"""A court order in words: what it allows, who entered and verified it, how it was stayed."""

from __future__ import annotations

from collections.abc import Iterable

from service.i18n.dates import date_in_words
from service.registry.court_orders import NewOrder
from service.registry.legal_records import OrderEntry, Stamp, Stay
from service.registry.legal_tasks import order_state
from service.registry.moments import local_day
from service.registry.naming import users_named
from service.registry.order_checks import STATUTES, OrderWarning
from service.registry.order_preview import opens_at
from service.web.showing import all_of, day_of, moment_of
from service.web.visits import Visit

Lines = list[tuple[str, tuple[str, ...]]]


def order_lines(visit: Visit, order: NewOrder | OrderEntry, names: tuple[str, ...]) -> Lines:
    """Write what an order says, from whom it names to its conditions."""
    words = visit.words
    last = date_in_words(order.valid_to, words.language) if order.valid_to else words("order.to.open")
    return [
        (words("order.persons"), names),
        (words("order.court"), (words(f"order.court.{order.court}"),)),
        (words("order.file_number"), (order.file_number,)),
        (words("order.date"), (date_in_words(order.order_date, words.language),)),
        (words("order.from"), (date_in_words(order.valid_from or order.order_date, words.language),)),
        (words("order.to"), (last,)),
        (words("order.media"), (all_of(words, "medium.", order.media),)),
        (words("order.channels"), (all_of(words, "channel.", order.channels),)),
        (words("order.purposes"), (all_of(words, "purpose.", order.purposes),)),
        (words("order.conditions"), _conditions(visit, order)),
        (words("order.dispenses"), (words("ask.yes" if order.dispenses_consent else "ask.no"),)),
        *((words(key), (text,)) for key, text in _texts(visit, order).items() if text),
    ]


def warned_of(visit: Visit, warnings: Iterable[OrderWarning], *, entering: bool = False) -> list[str]:
    """Write what to look at twice; whoever is still entering can change an answer instead of refusing."""
    said = []
    for warning in warnings:
        key, days = f"order.warning.{warning.code}", [day_of(visit.words, day) for day in warning.days]
        if entering and visit.words.knows(f"{key}.entering"):
            key = f"{key}.entering"
        ends = {"first": days[0], "last": days[-1], "days": ", ".join(days)} if days else {}
        said.append(visit.words(key, **ends))
    return said


def counts_from(visit: Visit, order: OrderEntry) -> str:
    """Say from when the order counts, where that is still to come; nothing of one refused or stayed."""
    words, ports = visit.words, visit.ports
    if order.other_conditions or order_state(order) in {"rejected", "stayed"}:
        return ""
    opens, now = opens_at(ports, order), ports.clock()
    begins = order.valid_from or order.order_date
    if begins > max(local_day(ports, opens), local_day(ports, now)):
        return words("order.counts", moment=date_in_words(begins, words.language))
    return words("order.counts", moment=moment_of(words, opens, ports.time_zone)) if opens > now else ""


def made_by(visit: Visit, order: OrderEntry) -> Lines:
    """Say who entered the order, who answered for it and who noted a stay: each can be asked."""
    acts: list[tuple[str, Stamp, str]] = [(visit.words("order.entered_by"), order.stamp, "")]
    acts += [(visit.words(f"order.{one.outcome}_by"), one.stamp, one.note) for one in order.verifications]
    acts += [(_stayed(visit, one), one.stamp, one.note) for one in order.stays]
    names = users_named(visit.ports, visit.caller, (stamp.by for _, stamp, _ in acts))
    return [
        (label, tuple(filter(None, (_by(visit, stamp, names.get(stamp.by, "?")), note))))
        for label, stamp, note in acts
    ]


def statute_in_words(visit: Visit, cited: str | None) -> str:
    """Write the article cited with the number it had or has now; another one as it was typed."""
    return visit.words(f"order.statute.{cited}") if cited in STATUTES else cited or ""


def _conditions(visit: Visit, order: NewOrder | OrderEntry) -> tuple[str, ...]:
    words = visit.words
    listed = tuple(words(f"condition.{code}") for code in order.conditions)
    outside = (order.other_conditions,) if order.other_conditions else ()
    return (*listed, *outside) or (words("summary.none"),)


def _texts(visit: Visit, order: NewOrder | OrderEntry) -> dict[str, str | None]:
    return {
        "order.works": ", ".join(order.works or ()),
        "order.statute": statute_in_words(visit, order.statute_cited),
        "order.judge": order.judge,
        "order.district": order.district,
        "order.copy": order.copy_location,
        "order.interpretation": order.interpretation,
    }


def _stayed(visit: Visit, stay: Stay) -> str:
    words = visit.words
    name = words(f"order.stayed.{(stay.ground or 'none') if stay.stayed else 'end'}")
    if stay.on is None:
        return name
    day = date_in_words(stay.on, words.language)
    return f"{name}, {words('order.since' if stay.stayed else 'order.ended', day=day)}"


def _by(visit: Visit, stamp: Stamp, name: str) -> str:
    day = date_in_words(local_day(visit.ports, stamp.recorded_at), visit.words.language)
    return visit.words("order.by", name=name, day=day)
