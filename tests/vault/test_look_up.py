"""The look-up index: same question, same mark; different questions, different marks."""

import itertools

from service.vault.look_up import LookUpIndex, draw_filler

INDEX = LookUpIndex(bytes(range(32)))


def test_the_mark_is_frozen() -> None:
    assert INDEX.key_for("birth", ("cote", "zoe"), "2012-03-10") == -208443169
    assert INDEX.key_for("corner", (), "zoe@exemple.ca") == -440991975


def test_words_may_be_given_joined() -> None:
    assert INDEX.key_for("k", ("a", "b"), "f") == INDEX.key_for("k", "a b", "f")


def test_no_two_questions_run_together() -> None:
    parts = ["", "a", "b", "ab", "1:a", "0:", "\0"]
    marks = {INDEX.key_for(*asked) for asked in itertools.product(parts, parts, parts)}
    assert len(marks) == len(parts) ** 3


def test_another_key_gives_other_marks() -> None:
    assert LookUpIndex(bytes(32)).key_for("birth", "zoe", "x") != INDEX.key_for("birth", "zoe", "x")


def test_half_a_character_is_marked_like_any_text() -> None:
    assert INDEX.key_for("email", "zoe", "\ud800") != INDEX.key_for("email", "zoe", "\udfff")


def test_marks_and_fillers_are_signed_32_bit_numbers() -> None:
    marks = [INDEX.key_for("birth", str(n), "") for n in range(200)]
    fillers = [draw_filler(lambda n: bytes([200] * n)), draw_filler(lambda n: bytes([20] * n))]
    assert all(-(2**31) <= mark < 2**31 for mark in marks + fillers)
    assert min(marks) < 0 < max(marks)
    assert fillers[0] < 0 < fillers[1]
