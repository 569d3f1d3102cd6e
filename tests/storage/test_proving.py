"""Leaves of acts and their proofs to the last checkpoint, on each kind of database."""

import pytest

from service.ledger.failures import ProofInvalid
from service.ledger.leaf import verify_entry
from service.ledger.proofs import InclusionProof, verify_inclusion
from service.ledger.tree import leaf_hash
from service.storage.placing import place_leaves
from service.storage.store import SqlStore
from tests.storage.registry import Town
from tests.storage.test_log import publish


def test_each_act_of_a_person_and_of_a_post_is_proved_to_the_checkpoint(store: SqlStore) -> None:
    town = Town(store)
    number, other = town.register(), town.register("Luc Roy")
    paper = town.sign(number)
    post = town.clear((number,), (paper.number,))
    town.clear((other,))
    published = publish(store)
    town.sign(number)
    place_leaves(store.database)
    with store.reading() as reader:
        own = reader.leaves_of(number)
        of_post = reader.leaves_about(("post_cleared",), {("post", post.number)})
        leaves = (*own, *of_post)
        proofs = reader.prove_places([leaf.place for leaf in leaves if leaf.place is not None])
    kinds = [leaf.act.kind for leaf in leaves]
    assert kinds == ["person_registered", "consent_registered", "consent_registered", "post_cleared"]
    later = own[-1]
    for leaf in leaves:
        verify_entry(leaf.entry, leaf.secret, leaf.event)
        assert leaf.place is not None
        if leaf is later:
            assert leaf.place not in proofs
            continue
        proof = InclusionProof(leaf.place, published.size, proofs[leaf.place])
        verify_inclusion(proof, leaf_hash(leaf.entry), published.root)
        with pytest.raises(ProofInvalid):
            verify_inclusion(proof, leaf_hash(later.entry), published.root)


def test_nobody_has_no_leaves_and_no_checkpoint_no_proofs(store: SqlStore) -> None:
    town = Town(store)
    number = town.register()
    place_leaves(store.database)
    with store.reading() as reader:
        assert reader.leaves_of(999_999) == ()
        (leaf,) = reader.leaves_of(number)
        assert leaf.place is not None
        assert reader.prove_places([leaf.place]) == {}
