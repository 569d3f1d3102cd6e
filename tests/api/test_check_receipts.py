"""Receipts of checks: signed for whoever asked, verified offline, for a day; one shape for every no.

Seen to fail: with receipts given to whoever asks, and with the answer kept of a yes alone.
"""

from datetime import date, timedelta

import pytest

from service.credentials.check_receipts import is_receipt, read_text
from service.credentials.key_ring import KeyRing
from service.credentials.receipt_checks import EXPIRED, NOT_YET, VALID, VerifiedReceipt, verify_receipt
from service.credentials.verify import verify_token
from service.registry.check_receipts import digest_of
from service.registry.questions import Question, Who
from tests.api.office import Office, Reply, named
from tests.api.worlds import NOES, asked_in, withdraw
from tests.support.ports import MovableClock


def keys(office: Office) -> KeyRing:
    ring: KeyRing = office.ports.issuer.keys.ring()  # type: ignore[attr-defined] # the very keys it signs with
    return ring


def receipt_of(office: Office, check: str, role: str = "publisher") -> Reply:
    return office.call("GET", f"checks/{check}/receipt", role)


def verified(office: Office, text: str) -> VerifiedReceipt:
    return verify_receipt(text, keys(office), office.ports.clock())


def test_a_receipt_says_what_was_asked_and_answered_and_is_verified_offline(office: Office) -> None:
    number = office.consent(office.person(), limits=["no_tag"])
    answer = office.ask({"consent_id": number})
    given = receipt_of(office, answer["receipt"]).json
    assert receipt_of(office, answer["id"]).json == given
    found = verified(office, given["receipt"]).to_json()
    assert (found["authentic"], found["detail"], found["usable"]) == (True, VALID, None)
    for name in ("channels", "purpose", "on", "asked", "answer", "cite", "conditions"):
        assert given[name] == found[name], name
    assert [given["medium"]] == found["scope"]
    assert [found[name] for name in ("answer", "cite", "conditions", "until")] == [
        answer[name] for name in ("answer", "cite", "conditions", "valid_until")
    ]
    assert (found["id"], found["issuer"]) == (answer["id"], "aval.example")
    assert (found["as_of"], found["expires_at"]) == (given["answered_at"], given["expires_at"])


def test_its_digest_is_of_the_whole_question_and_opened_by_the_salt(office: Office) -> None:
    office.consent(office.person())
    answer = office.ask(named(), activity="Portes ouvertes")
    given = receipt_of(office, answer["id"]).json
    assert "Camille" not in str(read_text(given["receipt"]))
    day = date.fromisoformat(given["on"])
    question = Question("photo", ("facebook",), "information", day, "Portes ouvertes")
    found = verified(office, given["receipt"]).receipt
    assert found is not None
    assert found.digest == digest_of(question, (Who(),), given["salt"])
    assert found.digest != digest_of(question, (Who(),), "")
    assert found.asked == ()


def test_it_says_what_was_told_then_whatever_came_after(office: Office) -> None:
    number = office.consent(office.person())
    before = office.ask(named())
    withdraw(office, number)
    assert receipt_of(office, before["id"]).json["answer"] == "yes"
    assert receipt_of(office, office.ask(named())["id"]).json["answer"] == "no"


def test_after_a_day_it_is_neither_signed_nor_valid(office: Office, clock: MovableClock) -> None:
    answer = office.ask(named())
    kept = receipt_of(office, answer["id"]).json["receipt"]
    asked = office.ports.clock()
    assert verify_receipt(kept, keys(office), asked + timedelta(hours=23, minutes=59)).detail == VALID
    late = verify_receipt(kept, keys(office), asked + timedelta(hours=24))
    assert (late.authentic, late.detail, bool(late)) == (True, EXPIRED, False)
    assert verify_receipt(kept, keys(office), asked - timedelta(seconds=1)).detail == NOT_YET
    clock.pass_by(hours=24)
    refused = receipt_of(office, answer["id"])
    assert (refused.status, refused.json["code"]) == (409, "RECEIPT_OVER")


def test_whoever_asked_gets_it_and_an_auditor_and_nobody_else(office: Office) -> None:
    answer = office.ask(named())
    assert receipt_of(office, answer["id"], "auditor").status == 200
    nowhere = receipt_of(office, "0" * 26)
    for role in ("publisher two", "communications", "legal"):
        other = receipt_of(office, answer["id"], role)
        assert (other.status, other.content) == (404, nowhere.content)
    post = office.post("posts/check", "publisher", office.post_of(named()))
    assert receipt_of(office, post.get("clearance") or "0" * 26).status == 404


@pytest.mark.parametrize("world", ["withdrawn", "child_protected", "order_stayed", "expired"])
def test_a_no_has_the_receipt_of_someone_nobody_knows(office: Office, world: str) -> None:
    NOES[world](office)
    asked = (asked_in(world), named("Personne Inventée", "1990-01-01"))
    replies = [receipt_of(office, office.ask(who)["id"]) for who in asked]
    assert [reply.status for reply in replies] == [200, 200]
    assert len({len(reply.content) for reply in replies}) == 1
    said = [verified(office, reply.json["receipt"]).to_json() for reply in replies]
    for one in (*said, *(reply.json for reply in replies)):
        for name in ("id", "digest", "salt", "receipt"):
            one.pop(name, None)
    assert said[0] == said[1]
    assert replies[0].json == replies[1].json


def test_neither_a_receipt_nor_a_token_is_taken_for_the_other(office: Office) -> None:
    number = office.consent(office.person())
    text = receipt_of(office, office.ask(named())["id"]).json["receipt"]
    token = office.call("GET", f"consents/{number}/token", "publisher").json
    now = office.ports.clock()
    assert is_receipt(text)
    assert is_receipt(read_text(text))
    assert not is_receipt(token["code"])
    assert verify_token(read_text(text), keys(office), None, now).detail == "TOKEN_MALFORMED"
    assert not verify_receipt(token["code"], keys(office), now).authentic


def test_a_changed_byte_is_refused_wherever_it_stands(office: Office) -> None:
    content = read_text(receipt_of(office, office.ask(named())["id"]).json["receipt"])
    ring, now = keys(office), office.ports.clock()
    assert verify_receipt(content, ring, now)
    for at in range(len(content)):
        changed = bytes([*content[:at], content[at] ^ 1, *content[at + 1 :]])
        assert not verify_receipt(changed, ring, now).authentic, at
