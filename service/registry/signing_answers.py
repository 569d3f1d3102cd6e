"""Answers given on screen: what is asked of a signer, what must be answered, and what it grants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from service.domain.ages import birthday
from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.consent_records import Outcomes
from service.registry.errors import Fault, Invalid
from service.registry.outcomes import Choice, blocks_of
from service.registry.signing_order import CHILD, DECIDES_ALONE, REPRESENTED, SELF
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from service.registry.consent_records import Answer
    from service.registry.forms import Field, FormVersion, Slot, Use

Answers = tuple[tuple[str, str], ...]
"""(key of the form, answer), in reading order: as kept in `ScreenSigning.answers`."""

ALL_NO: Final = (Outcomes(MEDIA, CHANNELS, PURPOSES, "no"),)
GRANTS: Final = ("yes", "yes_with_limits")
WISHED_NO: Final = frozenset({"refuses", "objects"})
MOST_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What one signer is asked. What somebody before them said no to is not asked again."""

    uses: tuple[Use, ...]
    media: tuple[Field, ...]
    questions: tuple[Field, ...]
    limits: tuple[Field, ...]
    days: tuple[Field, ...]
    wishes: tuple[Field, ...]
    signers: tuple[Field, ...]
    boxes: tuple[Field, ...]
    texts: tuple[Field, ...]


def asked_of(form: FormVersion, slot: Slot, case: str | None, before: Answers = ()) -> Asked:
    """Say what the signer of a slot is asked; `before`: what the signer before them answered."""
    said = dict(before)
    alone = slot.signers == (SELF,)
    wish = not alone and case in {CHILD, REPRESENTED, DECIDES_ALONE}
    helps = [field for field in form.group("help") if field.kind in {"box", "text"}]
    declared = () if alone else form.group("declaration")
    return Asked(
        uses=tuple(use for use in form.uses if not before or said.get(use.key) in GRANTS),
        media=tuple(field for field in form.group("media") if not before or said.get(field.key) == "yes"),
        questions=tuple(one for one in form.group("health") if not before or said.get(one.key) == "yes"),
        limits=form.group("limit"),
        days=form.group("validity"),
        wishes=form.group("wish") if wish else (),
        signers=tuple(one for one in form.group("signer") if not alone and one.codes[0] in slot.signers),
        boxes=(*declared, *(field for field in helps if field.kind == "box")),
        texts=tuple(field for field in helps if field.kind == "text"),
    )


def read_answers(form: FormVersion, asked: Asked, given: Mapping[str, str], today: date) -> Answers:
    """Check what was answered and put it in reading order; a question left blank is a no, as forms say.

    Raises `Invalid` naming each field to mend.
    """
    check_texts(dict(given))
    blank = dict.fromkeys([*(use.key for use in asked.uses), *(one.key for one in asked.questions)], "no")
    said = blank | {key: answer for key, answer in given.items() if answer}
    answers = {key: said[key] for key in _keys(form) if key in _asked_keys(asked) and key in said}
    faults = [*_missing(asked, answers), *_wrong(form, asked, answers, today)]
    if faults:
        raise Invalid(*faults)
    return tuple(answers.items())


def refuses(form: FormVersion, answers: Answers) -> bool:
    """Tell whether nothing is granted: every use is a no, or the person concerned does not want to."""
    said = dict(answers)
    wished = {code for field in form.group("wish") if said.get(field.key) for code in field.codes}
    granted = any(said.get(use.key) in GRANTS for use in form.uses)
    return not granted or bool(wished & WISHED_NO)


def all_refused(form: FormVersion) -> Answers:
    """Return a no to every question of a form."""
    return tuple((use.key, "no") for use in form.uses)


def narrowed(first: Answers, second: Answers, form: FormVersion) -> Answers:
    """Keep of two signers' answers what both grant, with the limits of either."""
    one, other = dict(first), dict(second)
    if not one:
        return second
    merged = {**one, **other}
    for key in (*(use.key for use in form.uses), *(field.key for field in form.group("media"))):
        merged[key] = _lesser(one.get(key, "no"), other.get(key, "no"))
    for field in form.group("health"):
        merged[field.key] = _lesser(one.get(field.key, "no"), other.get(field.key, "no"))
    for field in form.group("validity"):
        days = [said[field.key] for said in (one, other) if said.get(field.key)]
        if days:
            merged[field.key] = (max if field.key == "valid_from" else min)(days)
    return tuple((key, merged[key]) for key in _keys(form) if merged.get(key))


def values_of(form: FormVersion, answers: Answers) -> dict[str, Any]:
    """Return what a consent records of the answers: outcomes, limits, health line, days."""
    said = dict(answers)
    ticked = {code for field in form.group("media") if said.get(field.key) == "yes" for code in field.codes}
    media = tuple(dict.fromkeys(code for field in form.group("media") for code in field.codes))
    outcomes = blocks_of(
        Choice(medium, channel, use.purpose, _answer(said, use, medium in ticked))
        for use in form.uses
        for channel in use.channels
        for medium in media
    )
    limited = [field for field in form.group("limit") if said.get(field.key)]
    return {
        "outcomes": outcomes or ALL_NO,
        "limits": tuple(dict.fromkeys(code for field in limited for code in field.codes)),
        "covers_health": any(said.get(field.key) == "yes" for field in form.group("health")),
        "valid_from": _day(said, "valid_from"),
        "valid_until": _day(said, "valid_until"),
    }


def _answer(said: Mapping[str, str], use: Use, ticked: bool) -> Answer:  # noqa: FBT001 - private, called once
    return cast("Answer", said.get(use.key, "no")) if ticked else "no"


def _day(said: Mapping[str, str], key: str) -> date | None:
    return date.fromisoformat(said[key]) if said.get(key) else None


def _lesser(one: str, other: str) -> str:
    return max(one, other, key=(*GRANTS, "no").index)


def _keys(form: FormVersion) -> list[str]:
    """List the keys of a form in the order its text shows them."""
    return [line.key for block in form.texts[0].blocks for line in block.lines if line.key]


def _asked_keys(asked: Asked) -> set[str]:
    groups: Sequence[Sequence[Field | Use]] = (
        asked.uses, asked.media, asked.questions, asked.limits, asked.days,
        asked.wishes, asked.signers, asked.boxes, asked.texts,
    )  # fmt: skip
    return {one.key for group in groups for one in group}


def _missing(asked: Asked, answers: Mapping[str, str]) -> Iterator[Fault]:
    granted = [use for use in asked.uses if answers.get(use.key) in GRANTS]
    if granted and not any(answers.get(field.key) for field in asked.media):
        yield Fault("/media", "MEDIA_NEEDED")
    yield from _missing_after(asked, answers)


def _missing_after(asked: Asked, answers: Mapping[str, str]) -> Iterator[Fault]:
    limited = any(answers.get(use.key) == "yes_with_limits" for use in asked.uses)
    if limited and not any(answers.get(field.key) for field in asked.limits):
        yield Fault("/limits", "LIMIT_MISSING")
    for name, group in (("wish", asked.wishes), ("signer", asked.signers)):
        if group and sum(1 for field in group if answers.get(field.key)) != 1:
            yield Fault(f"/{name}", "MISSING_CHOICE")


def _wrong(form: FormVersion, asked: Asked, answers: Mapping[str, str], today: date) -> Iterator[Fault]:
    for use in asked.uses:
        if answers.get(use.key, "no") not in (*GRANTS, "no"):
            yield Fault(f"/{use.key}", "NOT_IN_LIST")
    for field in asked.questions:
        if answers.get(field.key, "no") not in {"yes", "no"}:
            yield Fault(f"/{field.key}", "NOT_IN_LIST")
    for field in asked.texts:
        if len(answers.get(field.key, "")) > MOST_CHARACTERS:
            yield Fault(f"/{field.key}", "TOO_LONG")
    yield from _wrong_days(form, answers, today)


def _wrong_days(form: FormVersion, answers: Mapping[str, str], today: date) -> Iterator[Fault]:
    first, last = _day(answers, "valid_from"), _day(answers, "valid_until")
    if last and last < max(first or today, today):
        yield Fault("/valid_until", "LAST_DAY_WRONG")
    months = form.max_months or 0
    if last and months and last > birthday(today, months // 12):
        yield Fault("/valid_until", "TOO_FAR", str(months))
