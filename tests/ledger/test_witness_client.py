"""How a log stands with a witness: what each of its answers says, and what is never taken for a cosignature.

Seen to fail: with a cosignature that does not verify taken, with one beyond the last year taken, and with a
larger size taken for a fork.
"""

from collections.abc import Sequence

import pytest

from service.ledger.cosignature import cosign, verify_cosignatures
from service.ledger.tree import leaf_hash, leaf_hashes, nodes_over
from service.ledger.witness import KnownLog, consider, reply_with
from service.ledger.witness_client import LATEST, Answered, Post, Shown, Standing, ask_witness
from tests.ledger.test_witness import LEAVES, LOG, REWRITTEN, WITNESS, note, seen
from tests.support.log_keys import private_key, verify


def witness(last: int, key: int = 3, at: int = 7) -> Post:
    """A witness that last cosigned so many of the true leaves."""

    def post(body: str) -> tuple[int, str]:
        outcome = consider({LOG.name: KnownLog((LOG,), seen(last))}, body, verify)
        line = cosign(outcome.text, WITNESS, private_key(key).sign, at) if outcome.text else ""
        reply = reply_with(outcome, line)
        return reply.status, reply.body

    return post


def shown(size: int, leaves: Sequence[bytes] = LEAVES) -> Shown:
    return Shown(note(size, leaves), nodes_over(leaves))


def asked(post: Post, one: Shown, known: int = 0) -> Answered:
    return ask_witness(post, one, WITNESS, verify, known)


@pytest.mark.parametrize(("last", "known"), [(0, 0), (8, 8), (8, 0), (8, 3), (8, 40), (20, 20)])
def test_what_grew_is_cosigned_whatever_was_remembered(last: int, known: int) -> None:
    answered = asked(witness(last), shown(20), known)
    assert (answered.standing, answered.size, answered.at) == (Standing.COSIGNED, 20, 7)
    assert verify_cosignatures(answered.note, (WITNESS,), verify) == {WITNESS: 7}


def test_an_older_state_is_replayed_and_another_history_is_forked() -> None:
    assert asked(witness(30), shown(20)).standing is Standing.REPLAYED
    assert asked(witness(8), shown(20, REWRITTEN), 8).standing is Standing.FORKED
    assert asked(witness(20), shown(20, REWRITTEN), 20).standing is Standing.FORKED


def test_a_witness_that_is_away_says_nothing() -> None:
    def away(_: str) -> tuple[int, str]:
        raise OSError

    assert asked(away, shown(20), 8) == Answered(Standing.UNREACHABLE, note(20), 8)


@pytest.mark.parametrize(
    ("status", "body"), [(404, ""), (403, "no"), (500, ""), (409, "many\n"), (200, ""), (200, "— a b\n")]
)
def test_an_answer_that_makes_no_sense_is_a_refusal(status: int, body: str) -> None:
    assert asked(lambda _: (status, body), shown(20)).standing is Standing.REFUSED


def test_a_size_that_moves_at_each_turn_is_a_refusal() -> None:
    sizes = iter((3, 5, 7))
    assert asked(lambda _: (409, f"{next(sizes)}\n"), shown(20)).standing is Standing.REFUSED


def test_a_cosignature_of_another_key_or_beyond_all_years_is_none() -> None:
    assert asked(witness(0, key=4), shown(20)).standing is Standing.REFUSED
    assert asked(witness(0, at=LATEST + 1), shown(20)).standing is Standing.REFUSED


def test_many_entries_hash_as_each_does() -> None:
    entries = [bytes([n]) * n for n in range(40)]
    assert leaf_hashes(entries) == [leaf_hash(entry) for entry in entries]
