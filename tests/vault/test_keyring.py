"""The registry's own keys and the tags made with one of them."""

import os

import pytest

from service.vault.failures import KeyringIncomplete, KeyUnwrapFailed
from service.vault.kek import Kek
from service.vault.keyring import KEY_NAMES, draw_keyring, rewrap_keyring, unwrap_keyring, wrap_keyring
from service.vault.tags import tag_for

KEK, OTHER = Kek(bytes(range(32))), Kek(bytes(range(1, 33)))


def test_every_key_is_drawn_apart_and_comes_back_from_its_wrap() -> None:
    ring = draw_keyring(os.urandom)
    wrapped = wrap_keyring(KEK, ring)
    assert len({getattr(ring, name) for name in KEY_NAMES}) == len(KEY_NAMES)
    assert wrapped.keys() == KEY_NAMES
    assert unwrap_keyring(KEK, wrapped) == ring


def test_rotation_rewraps_and_keeps_the_keys() -> None:
    ring = draw_keyring(os.urandom)
    wrapped = rewrap_keyring(KEK, OTHER, wrap_keyring(KEK, ring))
    assert unwrap_keyring(OTHER, wrapped) == ring
    with pytest.raises(KeyUnwrapFailed):
        unwrap_keyring(KEK, wrapped)


def test_a_missing_or_unknown_key_is_refused() -> None:
    wrapped = wrap_keyring(KEK, draw_keyring(os.urandom))
    for other in (
        {name: key for name, key in wrapped.items() if name != "tag"},
        {**wrapped, "spare": wrapped["tag"]},
    ):
        with pytest.raises(KeyringIncomplete, match=r"tag|spare"):
            unwrap_keyring(KEK, other)


def test_the_keys_are_never_printed() -> None:
    assert repr(draw_keyring(os.urandom)) == "Keyring()"


def test_tags_are_frozen_and_all_different() -> None:
    tags = {tag_for(KEK.key, person, n) for person in range(50) for n in range(50)}
    assert len(tags) == 2500
    assert {len(tag) for tag in tags} == {16}
    assert tag_for(KEK.key, 12, 1).hex() == "a031ff557cc8e1e5dd279afd35a522d1"
