"""The tree and its proofs: RFC 6962 roots, every true proof holds, every false one is an error."""

import base64
import hashlib
import json
from functools import reduce
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ledger.failures import FrontierInvalid, OutsideTree, ProofInvalid
from service.ledger.proofs import (
    ConsistencyProof,
    InclusionProof,
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)
from service.ledger.tree import EMPTY_ROOT, Frontier, Node, leaf_hash, node_hash, nodes_over, root_of

LEAVES = [leaf_hash(bytes([n])) for n in range(70)]


class Inclusion(TypedDict):
    leafIdx: int
    treeSize: int
    root: str
    leafHash: str
    proof: list[str] | None
    wantErr: bool
    name: str


class Consistency(TypedDict):
    size1: int
    size2: int
    root1: str
    root2: str
    proof: list[str] | None
    wantErr: bool
    name: str


class Vectors(TypedDict):
    inclusion: list[Inclusion]
    consistency: list[Consistency]


VECTORS: Vectors = json.loads((Path(__file__).parents[1] / "vectors" / "merkle-proofs.json").read_text())


def read(hashes: list[str] | None) -> tuple[bytes, ...]:
    return tuple(base64.b64decode(each) for each in hashes or ())


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(plain_root(leaves[:split]), plain_root(leaves[split:]))


@pytest.mark.parametrize("case", VECTORS["inclusion"], ids=lambda case: case["name"])
def test_inclusion_vectors_of_transparency_dev(case: Inclusion) -> None:
    proof = InclusionProof(case["leafIdx"], case["treeSize"], read(case["proof"]))
    leaf, root = read([case["leafHash"], case["root"]])
    if case["wantErr"]:
        with pytest.raises(ProofInvalid):
            verify_inclusion(proof, leaf, root)
    else:
        verify_inclusion(proof, leaf, root)


@pytest.mark.parametrize("case", VECTORS["consistency"], ids=lambda case: case["name"])
def test_consistency_vectors_of_transparency_dev(case: Consistency) -> None:
    proof = ConsistencyProof(case["size1"], case["size2"], read(case["proof"]))
    old, new = read([case["root1"], case["root2"]])
    if case["wantErr"]:
        with pytest.raises(ProofInvalid):
            verify_consistency(proof, old, new)
    else:
        verify_consistency(proof, old, new)


def test_there_are_98_vectors_of_each_kind() -> None:
    assert (len(VECTORS["inclusion"]), len(VECTORS["consistency"])) == (98, 98)


def test_the_empty_tree_has_the_root_of_the_rfc() -> None:
    assert root_of([]) == EMPTY_ROOT == Frontier().root() == plain_root([])


@pytest.mark.parametrize("size", range(70))
def test_roots_are_those_of_the_rfc_at_every_size(size: int) -> None:
    assert root_of(LEAVES[:size]) == plain_root(LEAVES[:size])


def test_the_edge_holds_one_hash_for_each_full_subtree_and_names_those_a_leaf_completes() -> None:
    edge, node = Frontier(), nodes_over(LEAVES)
    for size, leaf in enumerate(LEAVES):
        assert len(edge.hashes) == size.bit_count()
        completed = edge.completed(leaf)
        assert completed[0] == Node(0, size, leaf)
        assert all(each.hash == node(each.level, each.place) for each in completed)
        assert [each.level for each in completed] == list(range(len(completed)))
        edge = edge.append(leaf)
    assert edge.size == len(LEAVES)


@given(st.integers(0, 70), st.integers(0, 300))
def test_many_leaves_at_once_grow_it_as_one_after_the_other(size: int, more: int) -> None:
    leaves = [leaf_hash(n.to_bytes(2, "big")) for n in range(size + more)]
    edge = reduce(Frontier.append, leaves[:size], Frontier())
    assert edge.extend(leaves[size:]) == reduce(Frontier.append, leaves[size:], edge)


@given(st.integers(0, 70))
def test_a_kept_edge_grows_on_as_if_never_put_away(size: int) -> None:
    edge = Frontier()
    for leaf in LEAVES[:size]:
        edge = edge.append(leaf)
    kept = json.loads(json.dumps(edge.encode()))
    assert Frontier.decode(size, kept) == edge
    assert Frontier.decode(size, kept).append(LEAVES[0]).root() == root_of([*LEAVES[:size], LEAVES[0]])


@pytest.mark.parametrize(
    ("size", "hashes"),
    [
        (1, []),
        (2, ["00" * 32, "11" * 32]),
        (3, ["00" * 32]),
        (-1, ["00" * 32]),
        (1, ["00" * 31]),
        (1, ["zz" * 32]),
    ],
)
def test_an_edge_of_another_size_is_refused(size: int, hashes: list[str]) -> None:
    with pytest.raises(FrontierInvalid):
        Frontier.decode(size, hashes)


@pytest.mark.parametrize("size", range(1, 35))
def test_every_leaf_is_proved_and_no_other_leaf_place_or_root(size: int) -> None:
    nodes, root = nodes_over(LEAVES), root_of(LEAVES[:size])
    for index in range(size):
        proof = prove_inclusion(nodes, index, size)
        verify_inclusion(proof, LEAVES[index], root)
        false = [
            (proof, LEAVES[index + 1], root),
            (proof, LEAVES[index], root_of(LEAVES[: size + 1])),
            (InclusionProof(index, size, (*proof.hashes, LEAVES[0])), LEAVES[index], root),
            *([(InclusionProof(index - 1, size, proof.hashes), LEAVES[index], root)] if index else []),
            *([(InclusionProof(index, size, proof.hashes[1:]), LEAVES[index], root)] if proof.hashes else []),
        ]
        for claim in false:
            with pytest.raises(ProofInvalid):
                verify_inclusion(*claim)


@pytest.mark.parametrize("new", range(1, 35))
def test_every_growth_is_proved_and_no_rewriting(new: int) -> None:
    nodes, root = nodes_over(LEAVES), root_of(LEAVES[:new])
    for old in range(1, new + 1):
        proof = prove_consistency(nodes, old, new)
        verify_consistency(proof, root_of(LEAVES[:old]), root)
        rewritten = root_of([LEAVES[69], *LEAVES[1:old]])
        for claim in (
            (proof, rewritten, root),
            (proof, root_of(LEAVES[:old]), rewritten),
            (ConsistencyProof(old, new, (*proof.hashes, LEAVES[0])), root_of(LEAVES[:old]), root),
        ):
            with pytest.raises(ProofInvalid):
                verify_consistency(*claim)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3), (0, 0)])
def test_no_growth_is_proved_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(OutsideTree):
        prove_consistency(nodes_over(LEAVES), old, new)
    with pytest.raises(ProofInvalid):
        verify_consistency(ConsistencyProof(old, new, ()), EMPTY_ROOT, EMPTY_ROOT)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_no_leaf_outside_the_tree_is_proved(index: int, size: int) -> None:
    with pytest.raises(OutsideTree):
        prove_inclusion(nodes_over(LEAVES), index, size)
    with pytest.raises(ProofInvalid):
        verify_inclusion(InclusionProof(index, size, ()), LEAVES[0], LEAVES[0])


def test_a_leaf_that_is_no_hash_is_in_no_tree() -> None:
    with pytest.raises(ProofInvalid):
        verify_inclusion(InclusionProof(0, 1, ()), b"", b"")


@given(st.integers(1, 70), st.data())
def test_one_changed_bit_anywhere_breaks_a_proof(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = prove_inclusion(nodes_over(LEAVES), index, size)
    parts = [LEAVES[index], root_of(LEAVES[:size]), *proof.hashes]
    changed, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    parts[changed] = (int.from_bytes(parts[changed], "big") ^ 1 << bit).to_bytes(32, "big")
    with pytest.raises(ProofInvalid):
        verify_inclusion(InclusionProof(index, size, tuple(parts[2:])), parts[0], parts[1])
