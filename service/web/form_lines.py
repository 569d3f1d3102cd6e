"""What the screens of forms show of a version, in the words of whoever looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.i18n.dates import date_in_words
from service.web.showing import Line, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.registry.form_differences import KeyDifference
    from service.registry.form_life import Listed, Shown
    from service.registry.form_records import Step
    from service.registry.forms import FormVersion
    from service.web.visits import Visit

LOOKS: Final = {"draft": "wait", "approved": "calm", "published": "good"}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in a list: where it is shown, and what stands beside it."""

    path: str
    version: int
    state: str
    look: str
    origin: str
    current: bool


@dataclass(frozen=True, slots=True)
class FamilyLines:
    """A family with its versions, the newest first."""

    family: str
    title: str
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Something asked that differs: what it is, its key, its words on the page, before and after."""

    part: str
    key: str
    label: str
    before: str
    after: str


def family_lines(visit: Visit, listed: Iterable[Listed]) -> list[FamilyLines]:
    """Gather versions by family, in the order given."""
    families: dict[str, list[Listed]] = {}
    for one in listed:
        families.setdefault(one.form.family, []).append(one)
    return [_family(visit, family, versions) for family, versions in families.items()]


def path_of(form: FormVersion) -> str:
    """Return where a version is shown."""
    return f"/gabarits/{form.family}/{form.version}"


def title_of(visit: Visit, form: FormVersion) -> str:
    """Return a form's title in the reader's language."""
    text = form.text(visit.words.language) or form.texts[0]
    return text.title


def form_lines(visit: Visit, shown: Shown) -> list[tuple[str, tuple[str, ...]]]:
    """Sum a version up: each label with its values."""
    words, form, own = visit.words, shown.listed.form, shown.listed.own
    lines: list[tuple[str, tuple[str, ...]]] = [
        (words("forms.family"), (form.family,)),
        (words("forms.origin"), (words("forms.own" if own else "forms.given"),)),
        (words("forms.effective"), (date_in_words(form.effective_from, words.language),)),
    ]
    if own:
        nobody = (words("forms.nobody"),)
        lines.append((words("forms.submitted"), (_step(visit, shown, own.submitted),)))
        approvals = tuple(_step(visit, shown, one) for one in own.approvals)
        lines.append((words("forms.approvals"), approvals or nobody))
        if own.published:
            lines.append((words("forms.published"), (_step(visit, shown, own.published),)))
    return lines


def fault_lines(visit: Visit, shown: Shown) -> list[Line]:
    """Say what is to be mended, each with the file it stands in."""
    names = {"/form": "form.toml", "/fr": "fr.md", "/en": "en.md"}
    return [
        (names[fault.pointer], visit.words(f"error.{fault.code}", detail=fault.detail))
        for fault in shown.faults
    ]


def asked_lines(
    visit: Visit, forms: tuple[FormVersion, ...], asked: Iterable[KeyDifference]
) -> list[AskedLine]:
    """Say what is asked otherwise, with the words beside each key on either page."""
    return [
        AskedLine(
            visit.words(f"forms.part.{one.part}"),
            one.key,
            _label(visit, forms, one.key),
            one.before,
            one.after,
        )
        for one in asked
    ]


def _label(visit: Visit, forms: tuple[FormVersion, ...], key: str) -> str:
    texts = (form.text(visit.words.language) for form in forms)
    return next(filter(None, (text.label(key) for text in texts if text)), "")


def _family(visit: Visit, family: str, versions: list[Listed]) -> FamilyLines:
    given = visit.ports.forms.find(family)
    lines = tuple(
        VersionLine(
            path_of(one.form),
            one.form.version,
            one.state,
            LOOKS[one.state],
            visit.words("forms.own" if one.own else "forms.given"),
            given is not None and given.version == one.form.version,
        )
        for one in versions
    )
    return FamilyLines(family, title_of(visit, given or versions[0].form), lines)


def _step(visit: Visit, shown: Shown, step: Step) -> str:
    return visit.words(
        "forms.step",
        name=shown.names.get(step.by, "?"),
        role=visit.words(f"role.{step.role}"),
        moment=moment_of(visit.words, step.at, visit.ports.time_zone),
    )
