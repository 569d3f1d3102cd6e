"""Cases from plain JSON values to facts (rules.md §1 and §6, malformed)."""

from typing import Final

from service.domain import vocabulary as words
from service.domain.configuring import read_config
from service.domain.facts import (
    Capacity,
    Config,
    Consent,
    CourtOrder,
    Facts,
    LegalCheck,
    Lpj,
    Parents,
    Person,
    Post,
    Review,
)
from service.domain.reading import (
    BAD_VALUE,
    MISSING,
    CaseFault,
    Fields,
    read_code,
    read_day,
    read_object,
    read_text,
    read_whole,
)
from service.domain.reasons import REASONS

__all__ = ["CaseFault", "read_case", "read_config", "read_facts"]

MEDIA_OR_ANY: Final = (*words.MEDIA, words.ANY)
CHANNELS_OR_ANY: Final = (*words.CHANNELS, words.ANY)
PURPOSES_OR_ANY: Final = (*words.PURPOSES, words.ANY)


def read_case(value: object) -> tuple[Facts, Config]:
    """Read `{facts, config?}`. Raises CaseFault at the first field that cannot be read."""
    case = read_object(value, "")
    facts = read_facts(case.required("facts"), case.at("facts"))
    return facts, read_config(case.values.get("config", {}), case.at("config"))


def read_facts(value: object, pointer: str = "") -> Facts:
    """Read `{post, persons, court_orders?}`."""
    facts = read_object(value, pointer)
    post = _post(read_object(facts.required("post"), facts.at("post")))
    facts.required("persons")
    persons = tuple(_person(one) for one in facts.objects("persons"))
    if not persons:
        raise CaseFault(MISSING, "at least one", facts.at("persons"))
    seen: set[str] = set()
    for place, person in enumerate(persons):
        if person.ref in seen:
            raise CaseFault(BAD_VALUE, "no two alike", f"{facts.at('persons')}/{place}/ref")
        seen.add(person.ref)
    return Facts(post, persons, tuple(_order(one) for one in facts.objects("court_orders")))


def _post(post: Fields) -> Post:
    return Post(
        date=read_day(post.required("date"), post.at("date")),
        medium=read_code(post.required("medium"), words.MEDIA, post.at("medium")),
        channels=_channels(post),
        purpose=read_code(post.required("purpose"), words.PURPOSES, post.at("purpose")),
        capture_place=post.code("capture_place", words.CAPTURE_PLACES, "other"),
        source=post.code("source", words.SOURCES, "establishment"),
        discloses_health=post.flag("discloses_health", default=False),
        incidental=post.flag("incidental", default=False),
        context_links_family=post.flag("context_links_family", default=False),
        content_flag=post.code_or_none("content_flag", words.CONTENT_FLAGS),
        copyright_cleared=post.flag("copyright_cleared", default=True),
        pia_covered=post.flag("pia_covered", default=True),
        requested_by=post.code_or_none("requested_by", words.REQUESTERS),
        repost=post.flag("repost", default=False),
        activity=post.text("activity"),
        visible_count=_visible(post),
    )


def _channels(post: Fields) -> tuple[str, ...]:
    one = post.code_or_none("channel", words.CHANNELS)
    several = post.codes("channels", words.CHANNELS) if post.has("channels") else ()
    if one is None and not several:
        raise CaseFault(MISSING, "required", post.at("channels" if "channels" in post.values else "channel"))
    return several if one is None else (one, *several)


def _visible(post: Fields) -> int | None:
    value = post.values.get("visible_count")
    return None if value is None else read_whole(value, post.at("visible_count"), 0)


def _person(person: Fields) -> Person:
    return Person(
        ref=read_text(person.required("ref"), person.at("ref")),
        role=read_code(person.required("role"), words.ROLES, person.at("role")),
        dob=person.day("dob"),
        adult_attested=person.flag("adult_attested", default=False),
        identifiable_by=person.texts("identifiable_by") if person.has("identifiable_by") else None,
        capacity=_capacity(person),
        lpj=_lpj(person),
        parent_of_lpj=person.flag("parent_of_lpj", default=False),
        identifies_lpj_family=person.flag("identifies_lpj_family", default=False),
        ycja=person.flag("ycja", default=False),
        minor_wish=person.code("minor_wish", words.MINOR_WISHES, "agrees_or_not_asked"),
        legal_check=_legal_check(person.nested("legal_check")),
        parents=_parents(person.nested("parents")),
        emancipated=person.code_or_none("emancipated", words.EMANCIPATIONS),
        deceased=person.day("deceased"),
        resource_clientele=person.code_or_none("resource_clientele", words.RESOURCE_CLIENTELES),
        kinship=person.flag("kinship", default=False),
        in_public_function=person.flag("in_public_function", default=False),
        other_ban=person.code_or_none("other_ban", words.OTHER_BANS),
        consents=tuple(_consent(one) for one in person.objects("consents")),
        reviews=tuple(_review(one) for one in person.objects("reviews")),
    )


def _capacity(person: Fields) -> Capacity | None:
    if "capacity" in person.values and person.values["capacity"] is None:
        return None
    capacity = person.nested("capacity")
    return Capacity(
        status=_status(capacity, words.CAPACITY_STATUSES, "capable"),
        self_decides_personal=capacity.flag("self_decides_personal", default=False),
        wish=capacity.code("wish", words.WISHES, "unknown"),
        scope=capacity.text("scope"),
    )


def _lpj(person: Fields) -> Lpj | None:
    if "lpj" in person.values and person.values["lpj"] is None:
        return None
    lpj = person.nested("lpj")
    return Lpj(_status(lpj, words.LPJ_STATUSES, "none"), lpj.day("since"), lpj.day("ended"))


def _status(fields: Fields, statuses: tuple[str, ...], default: str) -> str | None:
    # Absent takes the default; null says that it is not known, which R4 refuses.
    return fields.code_or_none("status", statuses) if "status" in fields.values else default


def _legal_check(check: Fields) -> LegalCheck:
    return LegalCheck(check.code("status", words.LEGAL_CHECK_STATUSES, "accepted"), check.day("until"))


def _parents(parents: Fields) -> Parents:
    return Parents(
        conflict=parents.flag("conflict", default=False),
        other_parent=parents.code("other_parent", words.OTHER_PARENT, "unknown"),
    )


def _consent(consent: Fields) -> Consent:
    return Consent(
        id=consent.text("id"),
        signed=consent.day("signed"),
        signer=consent.text("signer"),
        media=consent.codes("media", MEDIA_OR_ANY),
        channels=consent.codes("channels", CHANNELS_OR_ANY),
        purposes=consent.codes("purposes", PURPOSES_OR_ANY),
        expires=consent.day("expires"),
        withdrawn=consent.day("withdrawn"),
        evidence=consent.code("evidence", words.EVIDENCE, "none"),
        form=consent.code("form", words.FORMS, "written"),
        opt_in=consent.flag("opt_in", default=True),
        free=consent.flag("free", default=True),
        informed=consent.flag("informed", default=True),
        distinct=consent.flag("distinct", default=True),
        covers_health=consent.flag("covers_health", default=False),
        limits=consent.codes("limits", words.CONDITIONS),
        integrity=consent.code("integrity", words.INTEGRITY, "ok"),
        signature=consent.code("signature", words.SIGNATURES, "verified"),
        cited=consent.flag("cited", default=True),
        belongs_to=consent.text("belongs_to"),
        signer_id=consent.text("signer_id"),
        activity=consent.text("activity"),
        survives_death=consent.flag("survives_death", default=False),
        liquidator=consent.code("liquidator", words.LIQUIDATORS, "unknown"),
        id_status=consent.code("id_status", words.ID_STATUSES, "ok"),
    )


def _review(review: Fields) -> Review:
    return Review(
        code=read_code(review.required("code"), REASONS, review.at("code")),
        outcome=read_code(review.required("outcome"), words.REVIEW_OUTCOMES, review.at("outcome")),
        from_=review.day("from"),
        until=review.day("until"),
        conditions=review.codes("conditions", words.CONDITIONS),
        activity=review.text("activity"),
    )


def _order(order: Fields) -> CourtOrder:
    return CourtOrder(
        court=order.text("court"),
        file_number=order.text("file_number"),
        order_date=order.day("order_date"),
        id=order.text("id"),
        valid_from=order.day("valid_from"),
        valid_to=order.day("valid_to"),
        persons=order.texts("persons"),
        media=order.texts("media"),
        channels=order.texts("channels"),
        purposes=order.texts("purposes"),
        conditions=order.codes("conditions", words.CONDITIONS),
        verified_by_legal=order.flag("verified_by_legal", default=False),
        dispenses_consent=order.flag("dispenses_consent", default=False),
        statute_cited=order.text("statute_cited"),
        works=order.texts("works") if order.has("works") else (),
        stayed=order.flag("stayed", default=False),
    )
