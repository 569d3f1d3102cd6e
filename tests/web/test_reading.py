"""What people type is read as they meant it, and never guessed."""

from datetime import date

import pytest

from service.registry.errors import Conflict, Fault, Invalid
from service.registry.questions import Who
from service.web.filled import Filled, Slipped
from service.web.reading import NotADay, Sent, read_day, read_line, read_who, seems_a_day
from service.web.typed import Slip

BORN = date(1984, 3, 27)


def sent(**values: str | tuple[str, ...]) -> Sent:
    return Sent({name: (one,) if isinstance(one, str) else one for name, one in values.items()}, {})


@pytest.mark.parametrize("typed", ["1984-03-27", "19840327", "1984/03/27", "1984 03 27", " 1984.03.27 "])
def test_a_day_is_read_in_any_of_its_usual_shapes(typed: str) -> None:
    assert read_day(typed) == BORN


@pytest.mark.parametrize(
    "typed", ["", "31/02/2024", "2024-02-31", "27-03-1984", "hier", "2024-2-3", "0000-01-01"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(NotADay):
        read_day(typed)


@pytest.mark.parametrize(
    ("named", "factor", "who"),
    [
        ("Camille Roy", "1984-03-27", Who(name="Camille Roy", birth_date=BORN)),
        ("Camille Roy", "19840327", Who(name="Camille Roy", birth_date=BORN)),
        ("Camille Roy", "c.roy@exemple.ca", Who(name="Camille Roy", email="c.roy@exemple.ca")),
        ("Camille Roy", "E-4471", Who(name="Camille Roy", staff_number="E-4471")),
        ("Camille Roy", "12345678", Who(name="Camille Roy", staff_number="12345678")),
        ("Camille Roy", "", Who(name="Camille Roy")),
        ("1K7F-3M9X-4T8B-2QDY", "1984-03-27", Who(consent_id="1K7F-3M9X-4T8B-2QDY")),
    ],
)
def test_a_second_detail_is_recognised_by_its_look(named: str, factor: str, who: Who) -> None:
    assert read_who(named, factor) == who


@pytest.mark.parametrize(
    "typed",
    ["27/03/1984", "27 mars 1984", "1er août 1984", "March 27, 1984", "1984-3-27", "1984-13-45"],
)
def test_a_day_written_otherwise_is_no_staff_number(typed: str) -> None:
    assert seems_a_day(typed)


@pytest.mark.parametrize("typed", ["1984-03-27", "E-4471", "12345678", "12-345-67", "patate", ""])
def test_a_day_well_written_and_a_staff_number_are_taken_as_they_are(typed: str) -> None:
    assert not seems_a_day(typed)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Camille Roy, 1984-03-27", Who(name="Camille Roy", birth_date=BORN)),
        ("Roy, Camille; c.roy@exemple.ca", Who(name="Roy, Camille", email="c.roy@exemple.ca")),
        ("Roy, Camille, E-4471", Who(name="Roy, Camille", staff_number="E-4471")),
        ("Roy, Camille", Who(name="Roy, Camille")),
        ("Camille Roy\tE-4471", Who(name="Camille Roy", staff_number="E-4471")),
        ("1K7F 3M9X 4T8B 2QDY", Who(consent_id="1K7F 3M9X 4T8B 2QDY")),
    ],
)
def test_people_are_read_one_a_line(line: str, who: Who) -> None:
    assert read_line(line) == who


def test_every_slip_is_gathered_in_the_order_of_the_fields() -> None:
    form = Filled(sent(on="31/02/2024", medium="hologram", channels=("print", "facebook", "radio")))
    form.text("who")
    form.choice("medium", ("photo", "video"))
    assert form.choices("channels", ("facebook", "print")) == ("facebook", "print")
    form.day("on")
    form.yes_no("health")
    with pytest.raises(Slipped):
        form.done()
    assert form.slips == [
        Slip("who", "MISSING"),
        Slip("medium", "NOT_IN_LIST"),
        Slip("channels", "NOT_IN_LIST"),
        Slip("on", "BAD_DATE", {"typed": "31/02/2024"}),
        Slip("health", "MISSING_CHOICE"),
    ]


def test_a_form_left_empty_asks_for_each_field_that_must_be_there() -> None:
    form = Filled(sent())
    form.day("on")
    form.choices("channels", ("facebook",))
    assert form.day_if_any("until") is None
    assert form.choice_if_any("wish", ("agrees",)) is None
    assert form.choices("limits", ("no_name",), needed=False) == ()
    assert [slip.code for slip in form.slips] == ["MISSING", "MISSING_CHOICE"]


def test_faults_of_a_use_case_are_put_beside_their_fields() -> None:
    error = Invalid(Fault("/signatures/1/name", "MISSING"), Fault("/on", "IN_THE_PAST"))
    typed = Filled(sent(on="2020-01-01")).mend(error, {"/signatures": "first", "/signatures/1": "second"})
    assert typed.slips == (Slip("second", "MISSING"), Slip("on", "IN_THE_PAST"))
    assert typed.text("on") == "2020-01-01"


def test_a_conflict_is_about_the_whole_form() -> None:
    assert Filled(sent()).mend(Conflict("WRONG_STATE")).slips == (Slip("", "WRONG_STATE"),)
