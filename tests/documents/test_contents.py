"""Contents as writers keep them: read whatever their bytes, and each finding stands where it was typed.

Seen to fail: with an absent `people` taken for none, and with places counted in the words, not the file.
"""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents.contents.form import Content, read_content
from service.documents.contents.front_matter import read_front_matter
from service.documents.contents.markup import readable
from service.documents.contents.statement import Defaults
from service.domain.identifiers import ALPHABET, from_body

DEFAULTS = Defaults(ZoneInfo("America/Toronto"))
NUMBER = "1K7F-3M9X-4T8B-2QDY"
PLAIN = NUMBER.replace("-", "")
YAML = "---\n{}\n---\n{}"
TOML = "+++\n{}\n+++\n{}"


def read(text: str, defaults: Defaults = DEFAULTS) -> Content:
    return read_content(text.encode(), defaults)


def marked(text: str, defaults: Defaults = DEFAULTS) -> list[tuple[str, str]]:
    """Each code with the piece of the file it is about."""
    return [(one.code, text[one.start : one.end]) for one in read(text, defaults).marks]


@pytest.mark.parametrize(
    "text",
    [
        YAML.format(f"consents: [{NUMBER}]", "Merci!"),
        YAML.format(f"consents:\n  - {NUMBER.lower()}", "Merci!"),
        YAML.format(f"consents: {NUMBER}", "Merci!"),
        YAML.format(f"params:\n  consents: [{NUMBER}]", "Merci!"),
        TOML.format(f'consents = ["{PLAIN}"]', "Merci!"),
        TOML.format(f'[params]\nconsents = ["{PLAIN}"]', "Merci!"),
        json.dumps({"consents": [PLAIN.lower()]}, indent=1) + "\nMerci!",
        YAML.format("title: Merci", f"Autorisations : {NUMBER}, {PLAIN.lower()}"),
        f"Merci! `{NUMBER}`",
        f"\ufeff{YAML.format(f'consents: [{NUMBER}]', 'Merci!')}",
        YAML.format(f"consents: [{NUMBER}]", "Merci!").replace("\n", "\r\n"),
    ],
)
def test_a_number_is_found_in_front_matter_and_in_the_text(text: str) -> None:
    content = read(text)
    assert content.numbers == (PLAIN,)
    assert content.marks == ()


def test_fields_are_read_alike_in_each_kind_of_front_matter() -> None:
    said = {
        "people": "none",
        "channel": "web_site",
        "medium": "photo",
        "purpose": "information",
        "visible_count": 0,
    }
    yaml = YAML.format("\n".join(f"{key}: {value}" for key, value in said.items()) + "\ndate: 2026-10-13", "")
    toml = TOML.format(
        "\n".join(f"{key} = {json.dumps(value)}" for key, value in said.items()) + "\ndate = 2026-10-13", ""
    )
    as_json = json.dumps(said | {"date": "2026-10-13"})
    statements = [read(text).statement for text in (yaml, toml, as_json)]
    assert statements[0] == statements[1] == statements[2]
    assert statements[0] is not None
    assert (statements[0].nobody, statements[0].channels, statements[0].on) == (
        True,
        ("web_site",),
        date(2026, 10, 13),
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-10-14T01:00:00Z", "2026-10-13"),
        ("2026-10-13 09:00:00 -0400", "2026-10-13"),
        ('"2026-10-13"', "2026-10-13"),
        ("2026-10-13T23:00:00", "2026-10-13"),
    ],
)
def test_a_moment_is_its_local_day(written: str, day: str) -> None:
    statement = read(YAML.format(f"people: none\ndate: {written}", "")).statement
    assert statement is not None
    assert str(statement.on) == day


@pytest.mark.parametrize(
    "front",
    ["title: Fête", "people:", "people: null", "people: [zoe]", "people: ''", "consents: []", "consents:"],
)
def test_what_is_not_said_is_never_taken_for_nobody(front: str) -> None:
    assert marked(YAML.format(front, "Jeudi, à 14 h.")) == [("PEOPLE_NOT_SAID", "")]


@pytest.mark.parametrize(
    ("front", "code", "about"),
    [
        (f"people: none\nconsents: [{NUMBER}]", "PEOPLE_CONTRADICTED", "people"),
        ("people: none\nvisible_count: 2", "VISIBLE_BUT_NOBODY", "visible_count"),
        ("people: none\nvisible_count: beaucoup", "BAD_FIELD", "visible_count"),
        ("people: none\nvisible_count: -1", "BAD_FIELD", "visible_count"),
        ("people: none\nchannel: tv", "BAD_FIELD", "channel"),
        ("people: none\nchannel: [web_site, tv]", "BAD_FIELD", "channel"),
        ("people: none\ndate: hier", "BAD_FIELD", "date"),
        ("people: none\ndate: 2026-02-31", "BAD_FIELD", "date"),
        ("consents: {a: b}\npeople: none", "BAD_FIELD", "consents"),
        ("consents: [1K7F-3M9X-4T8B-2QDX]", "ID_CHECK", "1K7F-3M9X-4T8B-2QDX"),
        ("people: none\ntitle: Merci à Zoé Tremblay", "NAME_NOT_CITED", "Zoé Tremblay"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(front: str, code: str, about: str) -> None:
    assert marked(YAML.format(front, "Jeudi.")) == [(code, about)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Merci à **Zoé Tremblay**!", "Zoé Tremblay"),
        ("Merci à Zoé *Tremblay*!", "Zoé *Tremblay"),
        ("![Zoé Tremblay au jardin](zoe.jpg)", "Zoé Tremblay"),
        ('[voir](x.html "Avec Zoé Tremblay")', "Zoé Tremblay"),
        ('{{< figure src="a.jpg" caption="Zoé Tremblay" >}}', "Zoé Tremblay"),
        ('<img src="a.jpg" alt="Zoé Tremblay">', "Zoé Tremblay"),
        ("<p>Avec Zo&eacute; Tremblay</p>", "Zo&eacute; Tremblay"),
        ("> Avec Zoé Tremblay", "Zoé Tremblay"),
        ("- Avec Zoé Tremblay", "Zoé Tremblay"),
    ],
)
def test_names_are_found_through_markup(text: str, about: str) -> None:
    assert marked(YAML.format("people: none", text)) == [("NAME_NOT_CITED", about)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- Zoé Tremblay -->",
        "```\nZoé Tremblay\n```",
        "<script>let a = 'Zoé Tremblay'</script>",
        "[voir](https://exemple.ca/Zoe-Tremblay)",
        "{{< gallery src='Zoé Tremblay.jpg' >}}",
    ],
)
def test_what_no_reader_sees_is_not_read(text: str) -> None:
    assert marked(YAML.format("people: none", text)) == []


def test_a_courriel_behind_a_link_is_found() -> None:
    for text in ("[écrivez](mailto:zoe@exemple.ca)", '<a href="mailto:zoe@exemple.ca">écrivez</a>'):
        assert marked(YAML.format("people: none", text)) == [("EMAIL", "zoe@exemple.ca")]


def test_the_contacts_of_the_house_may_be_published() -> None:
    text = YAML.format("people: none", "Appelez au 418 555-0188.")
    assert [code for code, _ in marked(text)] == ["TELEPHONE"]
    assert marked(text, Defaults(ZoneInfo("America/Toronto"), public=("418 555-0188",))) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: [x\n---\nMerci", 3),
        ("---\ntitle: x\n  y: z\n---\nMerci", 3),
        ("---\n- un\n---\nMerci", 2),
        ("---\ntitle: x\nMerci", 1),
        ("+++\na = 1\nb = \n+++\nMerci", 3),
        ('{"a": 1,\n "b": }\nMerci', 2),
    ],
)
def test_malformed_front_matter_is_said_at_its_line(text: str, line: int) -> None:
    content = read(text)
    (mark,) = content.marks
    assert (mark.code, content.is_read) == ("FRONT_MATTER_MALFORMED", False)
    assert text.count("\n", 0, mark.start) + 1 == line


@given(st.binary(max_size=300))
def test_any_bytes_are_read(raw: bytes) -> None:
    content = read_content(raw, DEFAULTS)
    assert all(0 <= one.start <= one.end <= max(len(content.file), 1) + 19 for one in content.marks)


@given(st.sampled_from(["---\n", "+++\n", "{", "<!--", "```\n"]), st.text(max_size=200))
def test_any_beginning_is_read(start: str, text: str) -> None:
    read_content((start + text).encode("utf-8", "replace"), DEFAULTS)


@given(st.text(st.sampled_from("aZé*_`[](){}<>!#\"'=-\n :/&;%|~"), max_size=200))
def test_words_stand_where_they_were_typed(text: str) -> None:
    words = readable(text)
    last = 0
    for at, letter in enumerate(words.text):
        start, end = words.typed(at, at + 1)
        assert last <= start <= end <= len(text)
        last = start
        if letter.isalpha() and end == start + 1:
            assert text[start] == letter


@given(
    st.text(st.sampled_from("abcé \n#*"), max_size=80),
    st.text(ALPHABET, min_size=13, max_size=13),
    st.sampled_from(["---\ntitle: Fête\n---\n", "+++\ntitle = 'Fête'\n+++\n", ""]),
)
def test_a_number_typed_anywhere_is_found(before: str, body: str, front: str) -> None:
    number = from_body(body)
    content = read(f"{front}{before} {number.printed}\n")
    assert content.numbers == (number.text,)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_front_matter_comes_back_as_it_was_written(title: str) -> None:
    quoted = json.dumps(title, ensure_ascii=False)
    for text in (
        YAML.format(f"title: {quoted}", ""),
        TOML.format(f"title = {quoted}", ""),
        f'{{"title": {quoted}}}',
    ):
        front = read_front_matter(text)
        assert front.values == {"title": title}
        assert (text.find("title"), len(front.spoken)) == (front.place("title"), 1)
