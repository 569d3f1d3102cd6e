"""The establishment's own forms: nobody is given one that two people did not approve, and none ever changes.

Seen to fail: with users not compared; with approvals counted whatever bytes they were of; without legal among
those who approve; with the hash of what is kept, or of what was read, not compared; with drafts on the shelf.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from service.registry import consents, form_life
from service.registry.account_records import Caller
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.errors import (
    Conflict,
    FormEdited,
    Invalid,
    NotAllowed,
    NotFound,
    RegistryError,
    Stale,
)
from service.registry.form_files import FILES, files_of
from service.registry.form_states import own_forms
from service.registry.moments import today
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, RolePeriod
from service.registry.print_jobs import Order
from service.registry.printing import press_of, print_blank
from service.storage.store import SqlStore
from tests.documents.shop import codes_in, pictures
from tests.registry.own_forms import OTHER, Writers, with_slip, writers, written
from tests.support.ports import FORMS, MovableClock, make_ports
from tests.support.stores import made_folder, sqlite_store, sqlite_url

__all__ = ["made_folder", "sqlite_store", "sqlite_url"]


@pytest.fixture
def office(sqlite_store: SqlStore, tmp_path: Path) -> Writers:
    return writers(make_ports(sqlite_store, tmp_path, MovableClock()))


def codes_of(refused: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {fault.code for fault in refused.value.faults}


def test_two_people_approve_then_everyone_is_given_the_new_version(office: Writers) -> None:
    draft = office.submit()
    assert draft.state == "draft"
    assert office.approve(draft, office.communications).state == "draft"
    assert office.approve(draft, office.legal).state == "approved"
    assert office.publish(draft).state == "published"
    form = office.ports.forms.find("adult")
    assert form
    assert (form.version, form.status) == (101, "published")
    assert OTHER in str(form.text("fr"))


def test_every_worker_gives_a_new_version_at_once_and_older_ones_stay(
    office: Writers, tmp_path: Path, sqlite_store: SqlStore
) -> None:
    another = make_ports(sqlite_store, tmp_path, MovableClock())
    assert another.forms.find("adult", 101) is None
    office.published()
    found = [another.forms.find("adult", version) for version in (None, 1, 101)]
    assert [form.version for form in found if form] == [101, 1, 101]
    assert {form.version for form in another.forms.published() if form.family == "adult"} == {1, 101}


def test_the_same_person_twice_does_not_publish(office: Writers) -> None:
    draft = office.submit()
    office.approve(draft, office.legal)
    with pytest.raises(NotAllowed, match="FOUR_EYES"):
        office.approve(draft, replace(office.legal, role="communications"))
    with pytest.raises(Conflict, match="FORM_NOT_APPROVED"):
        office.publish(draft, office.legal)


def test_two_of_communications_do_not_suffice_legal_reads_it_too(office: Writers) -> None:
    draft = office.submit()
    other = replace(office.second, role="communications")
    assert office.approve(draft, office.communications, other).state == "draft"
    with pytest.raises(Conflict, match="FORM_NOT_APPROVED"):
        office.publish(draft)
    assert office.approve(draft, office.legal).state == "approved"


def test_an_edit_voids_what_was_approved(office: Writers) -> None:
    first = office.approve(office.submit(), office.communications, office.legal)
    edited = office.submit(written(said="Vous ne devez aucune explication."))
    assert (edited.state, edited.own and edited.own.approvals) == ("draft", ())
    for do in (office.publish, lambda form: office.approve(form, office.second)):
        with pytest.raises(Stale):
            do(first)
    with pytest.raises(Conflict, match="FORM_NOT_APPROVED"):
        office.publish(edited)


def test_the_same_bytes_submitted_again_keep_their_approvals(office: Writers) -> None:
    office.approve(office.submit(), office.legal)
    again = office.submit(by=office.second)
    assert again.own
    assert [one.by for one in again.own.approvals] == [office.legal.user]


@pytest.mark.parametrize("name", FILES)
def test_both_languages_or_nothing(name: str) -> None:
    contents = dict(written().named)
    with pytest.raises(Invalid, match="INVALID") as refused:
        files_of({**contents, name: b""})
    assert codes_of(refused) == {"FORM_FILE_MISSING"}


def test_a_form_with_something_to_mend_is_kept_but_not_approved(office: Writers) -> None:
    draft = office.submit(with_slip(written()))
    shown = form_life.show_form(office.ports, office.legal, "adult", 101)
    assert [(fault.pointer, fault.code) for fault in shown.faults] == [("/en", "FORM_SENTENCE_MISSING")]
    with pytest.raises(Invalid) as refused:
        office.approve(draft, office.legal)
    assert codes_of(refused) == {"FORM_SENTENCE_MISSING"}


def test_a_form_that_cannot_be_printed_is_not_approved(office: Writers) -> None:
    files = written()
    labels = b"".join(b"- `extra_%d` En plus\n" % n for n in range(200))
    fields = "".join(f'  {{ key = "extra_{n}", group = "help", kind = "box" }},\n' for n in range(200))
    crowded = replace(
        files,
        form=files.form.replace(b"fields = [\n", b"fields = [\n" + fields.encode()),
        fr=files.fr.replace(b"{#help}\n", b"{#help}\n\n" + labels),
        en=files.en.replace(b"{#help}\n", b"{#help}\n\n" + labels),
    )
    draft = office.submit(crowded)
    with pytest.raises(Invalid) as refused:
        office.approve(draft, office.legal)
    assert codes_of(refused) == {"FORM_TOO_LONG"}


@pytest.mark.parametrize(
    ("family", "version", "code"),
    [
        ("adult", 1, "FORM_NUMBER"),
        ("adult", 100, "FORM_NUMBER"),
        ("adult", 10_000, "FORM_NUMBER"),
        ("Adult", 101, "FORM_FAMILY"),
        ("adult/..", 101, "FORM_FAMILY"),
        ("a-family-of-a-very-long-name", 101, "FORM_FAMILY"),
    ],
)
def test_a_number_of_ours_never_takes_the_place_of_one_that_comes_with_aval(
    office: Writers, family: str, version: int, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        office.submit(written(version=version, into=family))
    assert codes_of(refused) == {code}
    assert max(form.version for form in office.ports.forms.shipped()) < form_life.FIRST_OWN


def test_files_that_are_no_form_are_not_kept(office: Writers) -> None:
    with pytest.raises(Invalid) as refused:
        office.submit(replace(written(), form=b"family = 3"))
    assert codes_of(refused) == {"FORM_MALFORMED"}
    with office.ports.store.reading() as reader:
        assert own_forms(reader) == ()


def test_a_published_version_is_never_replaced(office: Writers) -> None:
    office.published()
    tries: tuple[Callable[[], object], ...] = (
        lambda: office.submit(written(said="Rien à dire.")),
        lambda: form_life.approve_form(office.ports, office.second, "adult", 101, "0" * 64),
        lambda: form_life.publish_form(office.ports, office.second, "adult", 101, "0" * 64),
    )
    for do in tries:
        with pytest.raises(Conflict, match="FORM_PUBLISHED"):
            do()


def test_an_altered_text_is_refused_whoever_asks_for_it(
    office: Writers, tmp_path: Path, sqlite_store: SqlStore
) -> None:
    own = office.published().own
    assert own
    kept = tmp_path / "blobs" / own.blob[:2] / own.blob
    kept.write_bytes(kept.read_bytes()[:-1] + b"\x00")
    fresh = make_ports(sqlite_store, tmp_path, MovableClock()).forms
    for look in (lambda: fresh.find("adult"), lambda: fresh.find("adult", 101), fresh.published):
        with pytest.raises(FormEdited) as refused:
            look()
        assert refused.value.found == "adult/v101"
    assert fresh.find("minor")
    assert fresh.find("adult", 1)


def test_other_bytes_than_those_approved_are_refused_even_when_their_seal_holds(office: Writers) -> None:
    draft = office.submit()
    other = office.submit(written(version=102, said="Rien à dire."))
    assert draft.own
    assert other.own
    with pytest.raises(FormEdited):
        office.ports.forms.open_kept(replace(draft.own, blob=other.own.blob))


def test_a_draft_is_never_printed_to_be_signed_nor_registered(office: Writers) -> None:
    office.approve(office.submit(written(into="students")), office.communications, office.legal)
    with pytest.raises(Invalid) as refused:
        print_blank(press_of(office.ports), Order("students"))
    assert codes_of(refused) == {"NOT_IN_LIST"}
    person = register_person(
        office.ports, office.legal, NewPerson(Names("Zoé Côté"), (RolePeriod("user"),), adult_attested=True)
    )
    signed = SignatureRecord("self", "Zoé Côté", today(office.ports), "paper")
    new = consents.NewConsent(
        person.number,
        "students",
        "fr",
        (signed,),
        (Outcomes(("photo",), ("facebook",), ("promotion",), "yes"),),
        version=101,
    )
    with pytest.raises(Invalid) as unknown:
        consents.register_consent(office.ports, office.legal, new)
    assert codes_of(unknown) == {"UNKNOWN_FORM"}
    assert "students" not in {form.family for form in office.ports.forms.published()}


def test_a_published_form_is_printed_and_registered_with_the_hash_of_its_text(office: Writers) -> None:
    office.published()
    content = print_blank(press_of(office.ports), Order("adult", "fr"))
    (code,) = [code for picture in pictures(content, 150) for code in codes_in(picture)]
    assert (code.family, code.version) == ("adult", 101)
    person = register_person(
        office.ports, office.legal, NewPerson(Names("Zoé Côté"), (RolePeriod("user"),), adult_attested=True)
    )
    signed = SignatureRecord("self", "Zoé Côté", today(office.ports), "paper")
    new = consents.NewConsent(
        person.number, "adult", "fr", (signed,), (Outcomes(("photo",), ("facebook",), ("promotion",), "yes"),)
    )
    consent = consents.register_consent(office.ports, office.legal, new)
    assert consent.version == 101
    assert consent.text_sha256 == sha256(written().fr).hexdigest()


def test_a_specimen_has_no_code_by_which_it_could_be_read(office: Writers) -> None:
    office.submit()
    for language in ("fr", "en"):
        content = form_life.print_specimen(office.ports, office.communications, "adult", 101, language)
        for picture in pictures(content, 150):
            assert codes_in(picture) == []
    with pytest.raises(NotFound):
        form_life.print_specimen(office.ports, office.communications, "adult", 101, "de")


def test_a_version_is_given_from_its_day_on(office: Writers, sqlite_store: SqlStore, tmp_path: Path) -> None:
    files = written()
    later = files.form.replace(b"effective_from = 2024-07-01", b"effective_from = 2027-01-01")
    office.published(replace(files, form=later))
    clock = MovableClock()
    forms = make_ports(sqlite_store, tmp_path, clock).forms
    newest = forms.find("adult")
    clock.pass_by(days=90)
    after = forms.find("adult")
    assert [form.version for form in (newest, after) if form] == [1, 101]


def test_the_list_says_how_far_each_version_is(office: Writers) -> None:
    office.published()
    office.submit(written(version=102))
    listed = form_life.list_forms(office.ports, office.legal)
    states = [(one.form.version, one.state) for one in listed if one.form.family == "adult"]
    assert states == [(102, "draft"), (101, "published"), (1, "published")]
    assert [one.form.family for one in listed][:3] == ["adult"] * 3


def test_what_stands_for_a_version_is_what_anyone_can_compute(office: Writers) -> None:
    shown = form_life.show_form(office.ports, office.legal, "adult", 1)
    lines = "".join(
        f"{sha256((FORMS / 'adult/v1' / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES
    )
    assert shown.listed.sha256 == sha256(lines.encode()).hexdigest()


@pytest.mark.parametrize("role", ["publisher", "admin", "auditor", "quality"])
def test_others_write_and_approve_nothing(office: Writers, role: str) -> None:
    stranger = Caller(office.publisher.user, "X", role, "page")
    draft = office.submit()
    tries: tuple[Callable[[], object], ...] = (
        lambda: office.submit(by=stranger),
        lambda: office.approve(draft, stranger),
        lambda: office.publish(draft, stranger),
    )
    for do in tries:
        with pytest.raises(RegistryError, match="NOT_ALLOWED"):
            do()


def test_one_that_is_not_there_is_not_found(office: Writers) -> None:
    with pytest.raises(NotFound):
        form_life.show_form(office.ports, office.legal, "adult", 7)
    with pytest.raises(NotFound):
        form_life.approve_form(office.ports, office.legal, "adult", 101, "0" * 64)
