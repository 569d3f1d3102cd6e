"""What differs between two versions: applied to the earlier text it gives the later one, always."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.registry.form_differences import Piece, compare_forms, compare_words
from service.registry.forms import FormVersion, Use
from tests.documents.shop import FAMILIES, form_of

TEXTS = st.lists(
    st.sampled_from(["oui", "non", "l'image", " ", "\n", "\N{NO-BREAK SPACE}", "?", "«", "24"])
).map("".join) | st.text(max_size=60)


def later(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.words for piece in pieces if piece.change != "removed")


def earlier(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.words for piece in pieces if piece.change != "added")


@given(TEXTS, TEXTS)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert (earlier(pieces), later(pieces)) == (before, after)


@given(TEXTS)
def test_nothing_differs_from_itself(text: str) -> None:
    assert {piece.change for piece in compare_words(text, text)} <= {"same"}


@given(TEXTS, TEXTS)
def test_turned_round_what_was_added_is_removed(before: str, after: str) -> None:
    assert bool(compare_words(before, after)) == bool(compare_words(after, before))
    assert all(piece.words for piece in compare_words(before, after))


@given(st.sampled_from(FAMILIES), st.sampled_from(FAMILIES))
def test_the_lines_of_every_block_give_both_versions_back(one: str, other: str) -> None:
    before, after = form_of(one), form_of(other)
    found = compare_forms(before, after)
    for text in found.texts:
        for block in text.blocks:
            assert spoken(block.lines, later) == words(after, text.language, block.key)
            assert spoken(block.lines, earlier) == words(before, text.language, block.key)
    assert (one == other) == (not found.asked and not found.texts)


def test_a_changed_sentence_shows_its_words_alone() -> None:
    assert compare_words("Vous avez un an.", "Vous avez deux ans.") == (
        Piece("same", "Vous avez "),
        Piece("removed", "un an"),
        Piece("added", "deux ans"),
        Piece("same", "."),
    )


def test_what_is_asked_is_compared_by_its_keys() -> None:
    form = form_of("adult")
    changed = replace(
        form,
        max_months=12,
        uses=(*form.uses[1:], Use("art", "other", ("print",))),
        establishes=replace(form.establishes, distinct=False),
    )
    found = {(one.part, one.key): (one.before, one.after) for one in compare_forms(form, changed).asked}
    assert found["form", "max_months"] == ("24", "12")
    assert found["establishes", "distinct"] == ("true", "false")
    assert found["use", "art"] == ("", "purpose: other; channels: print")
    assert found["use", form.uses[0].key][1] == ""
    assert len(found) == 4


def spoken(lines: tuple[tuple[Piece, ...], ...], side: object) -> str:
    said = (side(line) for line in lines)  # type: ignore[operator] # one of the two above
    return "\n".join(line for line in said if line)


def words(form: FormVersion, language: str, key: str) -> str:
    text = form.text(language)
    assert text
    if key == "title":
        return text.title
    block = text.block(key)
    return "\n".join([block.title, *(line.text for line in block.lines)]) if block else ""
