"""References: what stands outside for a number, for each kind its own."""

from typing import get_args

import pytest

from service.registry.errors import NotFound
from service.registry.ports import ReferenceKind
from service.storage.references import KeyedReferences

REFERENCES = KeyedReferences(bytes(range(32)))
KINDS: tuple[ReferenceKind, ...] = get_args(ReferenceKind)


def test_every_kind_has_a_reference_that_no_other_kind_opens() -> None:
    texts = {kind: REFERENCES.seal(kind, 12, 3) for kind in KINDS}
    assert len(set(texts.values())) == len(KINDS)
    for kind, text in texts.items():
        assert REFERENCES.open(kind, text) == (12, 3)
        for other in set(KINDS) - {kind}:
            with pytest.raises(NotFound):
                REFERENCES.open(other, text)


def test_references_held_by_people_stay_good() -> None:
    assert REFERENCES.open("person", "zhlwbiybxx6mkbqktafplpzplm") == (12, 0)


@pytest.mark.parametrize("text", ["", "a" * 26, "12", "zhlwbiybxx6mkbqktafplpzplx", "É" * 26])
def test_anything_not_issued_here_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        REFERENCES.open("person", text)
