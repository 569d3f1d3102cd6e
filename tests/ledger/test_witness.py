"""A witness: every answer of C2SP tlog-witness, and no second history is ever cosigned."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ledger.checkpoint import Checkpoint, sign_checkpoint
from service.ledger.cosignature import CosignerKey, add_cosignatures, cosign, verify_cosignatures
from service.ledger.failures import RequestMalformed
from service.ledger.note import VerifierKey, decode_base64, sign_note
from service.ledger.proofs import prove_consistency
from service.ledger.tree import EMPTY_ROOT, leaf_hash, nodes_over, root_of
from service.ledger.witness import (
    AddCheckpoint,
    KnownLog,
    Outcome,
    Reply,
    Seen,
    Verdict,
    consider,
    read_known_size,
    reply_with,
)
from tests.support.log_keys import private_key, public_key, verify

PUBLIC = json.loads((Path(__file__).parents[1] / "vectors" / "transparency-logs.json").read_text())["witness"]
PUBLIC_LOG = VerifierKey(PUBLIC["origin"], bytes.fromhex(PUBLIC["public_key"]))
LOG = VerifierKey("exemple.ca/log", public_key(1))
NEXT = VerifierKey("exemple.ca/log", public_key(2))
WITNESS = CosignerKey("temoin.ca/w", public_key(3))
LEAVES = [leaf_hash(bytes([n])) for n in range(40)]
REWRITTEN = [leaf_hash(b"other"), *LEAVES[1:]]


def checkpoint(size: int, leaves: Sequence[bytes] = LEAVES) -> Checkpoint:
    return Checkpoint(LOG.name, size, root_of(leaves[:size]))


def note(size: int, leaves: Sequence[bytes] = LEAVES) -> str:
    return sign_checkpoint(checkpoint(size, leaves), LOG, private_key(1).sign)


def seen(size: int) -> Seen:
    return Seen(size, root_of(LEAVES[:size]))


def proof(old: int, new: int, leaves: Sequence[bytes] = LEAVES) -> tuple[bytes, ...]:
    return prove_consistency(nodes_over(leaves), old, new).hashes if old else ()


def request(old: int, new: int, leaves: Sequence[bytes] = LEAVES) -> AddCheckpoint:
    return AddCheckpoint(old, proof(old, new, leaves), note(new, leaves))


def ask(sent: AddCheckpoint, last: int = 0, keys: tuple[VerifierKey, ...] = (LOG,)) -> Outcome:
    return consider({LOG.name: KnownLog(keys, seen(last))}, sent.encode(), verify)


def public_request(old: int, new: int, hashes: Sequence[str]) -> str:
    return AddCheckpoint(old, tuple(map(decode_base64, hashes)), PUBLIC["notes"][str(new)]).encode()


def public_logs(size: int) -> Mapping[str, KnownLog]:
    if not size:
        return {PUBLIC_LOG.name: KnownLog((PUBLIC_LOG,))}
    told = Checkpoint.decode(PUBLIC["notes"][str(size)].partition("\n\n")[0] + "\n")
    return {PUBLIC_LOG.name: KnownLog((PUBLIC_LOG,), Seen(told.size, told.root))}


@pytest.mark.parametrize(
    ("last", "old", "new", "hashes", "status", "body"),
    [
        (0, 0, 1, [], 200, ""),
        (1, 1, 3, [], 422, "NOT_CONSISTENT\n"),
        (1, 1, 3, [*PUBLIC["proofs"]["1-3"][:1], PUBLIC["proofs"]["1-5"][1]], 422, "NOT_CONSISTENT\n"),
        (1, 1, 3, PUBLIC["proofs"]["1-3"], 200, ""),
        (1, 1, 5, PUBLIC["proofs"]["1-5"], 200, ""),
        (3, 1, 5, PUBLIC["proofs"]["1-5"], 409, "3\n"),
        (3, 3, 5, PUBLIC["proofs"]["3-5"], 200, ""),
        (0, 0, 1, PUBLIC["proofs"]["1-3"][:1] * 64, 400, "MALFORMED\n"),
    ],
)
def test_the_exchange_of_a_public_witness_has_its_answers(
    last: int, old: int, new: int, hashes: list[str], status: int, body: str
) -> None:
    outcome = consider(public_logs(last), public_request(old, new, hashes), verify)
    reply = reply_with(outcome)
    assert (reply.status, reply.body) == (status, body)
    assert (outcome.seen is None) == (status != 200)


def test_the_public_logs_wrong_signature_and_an_unknown_log_are_refused() -> None:
    body = public_request(1, 3, PUBLIC["proofs"]["1-3"])
    assert consider(public_logs(1), body.replace("6go=", "6gs="), verify).verdict is Verdict.NOT_SIGNED
    assert consider(public_logs(1), body.replace("6go=", "6gp="), verify).verdict is Verdict.MALFORMED
    assert consider({LOG.name: KnownLog((LOG,))}, body, verify).verdict is Verdict.UNKNOWN_LOG


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_log_that_only_grew_is_cosigned_and_kept(old: int, new: int) -> None:
    old, new = sorted((old, new))
    outcome = ask(request(old, new), old)
    assert outcome.verdict is Verdict.ACCEPTED
    assert (outcome.before, outcome.seen) == (seen(old), seen(new))
    assert outcome.text == checkpoint(new).encode()
    line = cosign(outcome.text, WITNESS, private_key(3).sign, 7)
    answer = reply_with(outcome, line)
    assert answer == Reply(200, "text/plain; charset=utf-8", line)
    cosigned = add_cosignatures(note(new), answer.body, (WITNESS,), verify)
    assert verify_cosignatures(cosigned, (WITNESS,), verify) == {WITNESS: 7}


@given(st.integers(1, 39), st.data())
def test_no_other_history_is_cosigned(old: int, data: st.DataObject) -> None:
    new = data.draw(st.integers(old + 1, 40))
    for hashes in (proof(old, new), proof(old, new, REWRITTEN)):
        sent = AddCheckpoint(old, hashes, note(new, REWRITTEN))
        assert ask(sent, old).verdict is Verdict.NOT_CONSISTENT


@pytest.mark.parametrize(
    ("sent", "last", "verdict", "status", "body"),
    [
        (request(3, 7), 5, Verdict.OLD_SIZE_DIFFERS, 409, "5\n"),
        (request(7, 9), 5, Verdict.OLD_SIZE_DIFFERS, 409, "5\n"),
        (request(0, 7), 5, Verdict.OLD_SIZE_DIFFERS, 409, "5\n"),
        (AddCheckpoint(5, (), note(5, REWRITTEN)), 5, Verdict.ROOT_DIFFERS, 409, "5\n"),
        (AddCheckpoint(5, (bytes(32),), note(5)), 5, Verdict.NOT_CONSISTENT, 422, "NOT_CONSISTENT\n"),
        (AddCheckpoint(5, (), note(7)), 5, Verdict.NOT_CONSISTENT, 422, "NOT_CONSISTENT\n"),
        (AddCheckpoint(0, (bytes(32),), note(7)), 0, Verdict.NOT_CONSISTENT, 422, "NOT_CONSISTENT\n"),
        (AddCheckpoint(5, (), note(3)), 5, Verdict.MALFORMED, 400, "MALFORMED\n"),
        (AddCheckpoint(5, (), note(3)), 3, Verdict.MALFORMED, 400, "MALFORMED\n"),
        (replace(request(3, 7), note="exemple.ca/log\n\n"), 3, Verdict.MALFORMED, 400, "MALFORMED\n"),
        (replace(request(3, 7), note=""), 3, Verdict.UNKNOWN_LOG, 404, "UNKNOWN_LOG\n"),
    ],
)
def test_each_refusal_has_its_answer_and_keeps_nothing(
    sent: AddCheckpoint, last: int, verdict: Verdict, status: int, body: str
) -> None:
    outcome = ask(sent, last)
    reply = reply_with(outcome)
    assert (outcome.verdict, reply.status, reply.body) == (verdict, status, body)
    assert (outcome.seen, outcome.text) == (None, "")
    assert reply.media_type == ("text/x.tlog.size" if status == 409 else "text/plain; charset=utf-8")
    assert outcome.refusal_is_evidence == (verdict is Verdict.ROOT_DIFFERS)


@pytest.mark.parametrize(
    ("root", "hashes", "verdict"),
    [
        (EMPTY_ROOT, (), Verdict.ACCEPTED),
        (LEAVES[0], (), Verdict.NOT_CONSISTENT),
        (bytes(32), (), Verdict.NOT_CONSISTENT),
        (EMPTY_ROOT, (LEAVES[0],), Verdict.NOT_CONSISTENT),
    ],
)
def test_an_empty_tree_has_one_root(root: bytes, hashes: tuple[bytes, ...], verdict: Verdict) -> None:
    signed = sign_checkpoint(Checkpoint(LOG.name, 0, root), LOG, private_key(1).sign)
    assert ask(AddCheckpoint(0, hashes, signed)).verdict is verdict


def test_unknown_signatures_are_passed_over_and_a_false_one_of_the_log_is_not() -> None:
    text = checkpoint(7).encode()
    stranger = sign_note(text, VerifierKey("autre.ca/log", public_key(9)), private_key(9).sign)
    line = stranger.rpartition("\n\n")[2]
    false = sign_note(text, LOG, private_key(9).sign).rpartition("\n\n")[2]
    assert ask(replace(request(0, 7), note=note(7) + line)).verdict is Verdict.ACCEPTED
    assert ask(replace(request(0, 7), note=note(7) + false)).verdict is Verdict.NOT_SIGNED
    assert ask(replace(request(0, 7), note=f"{text}\n{line}")).verdict is Verdict.NOT_SIGNED


def test_a_log_that_changes_keys_is_known_by_either() -> None:
    later = sign_checkpoint(checkpoint(7), NEXT, private_key(2).sign)
    assert ask(request(0, 7), keys=(LOG, NEXT)).verdict is Verdict.ACCEPTED
    assert ask(replace(request(0, 7), note=later), keys=(LOG, NEXT)).verdict is Verdict.ACCEPTED
    assert ask(replace(request(0, 7), note=later)).verdict is Verdict.NOT_SIGNED


def test_the_same_checkpoint_may_be_cosigned_again() -> None:
    outcome = ask(request(7, 7), 7)
    assert (outcome.verdict, outcome.seen) == (Verdict.ACCEPTED, outcome.before)


def test_a_request_is_written_as_the_specification_shows_and_comes_back() -> None:
    sent = request(3, 7)
    lines = sent.encode().split("\n")
    assert (lines[0], lines[len(sent.proof) + 1], lines[len(sent.proof) + 2]) == ("old 3", "", LOG.name)
    assert AddCheckpoint.decode(sent.encode()) == sent
    assert request(0, 7).encode().startswith(f"old 0\n\n{LOG.name}\n7\n")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "old 0",
        "old 0\n",
        "old 00\n\n" + note(7),
        "old -1\n\n" + note(7),
        "old +1\n\n" + note(7),
        "old  1\n\n" + note(7),
        "old \u0663\n\n" + note(7),
        "old " + "9" * 30 + "\n\n" + note(7),
        "new 0\n\n" + note(7),
        "old 0\nAAAA\n\n" + note(7),
        "old 0\n?\n\n" + note(7),
        "old 0\r\n\n" + note(7),
    ],
)
def test_another_body_is_no_request(body: str) -> None:
    with pytest.raises(RequestMalformed):
        AddCheckpoint.decode(body)
    assert consider({}, body, verify).verdict is Verdict.MALFORMED


@given(st.data())
def test_one_changed_character_of_a_request_is_not_accepted(data: st.DataObject) -> None:
    body = request(3, 7).encode()
    at = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda each: each != body[at]))
    outcome = consider({LOG.name: KnownLog((LOG,), seen(3))}, body[:at] + other + body[at + 1 :], verify)
    assert outcome.verdict is not Verdict.ACCEPTED
    assert outcome.seen is None


def test_the_size_in_an_answer_is_read_in_its_one_spelling() -> None:
    assert read_known_size("20852014\n") == 20_852_014
    for body in ("", "5", "05\n", "-5\n", "5\n\n", "five\n", "\u0665\n"):
        with pytest.raises(RequestMalformed):
            read_known_size(body)
