"""Keys rotate while others sign: nobody waits, nothing is refused, what was signed before still verifies.

Seen to fail: with the key file written in place (a reader met half of it), with a rotation that took the old
key off the list, and with workers that read the keys once.
"""

import json
import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread

from service.credentials.issuer import KeyIssuer
from service.credentials.issuing_keys import create_issuing_keys, root_file, rotate_issuing_keys
from service.credentials.key_lists import read_signed_list
from service.credentials.key_ring import STATUS, TOKENS
from service.credentials.log_key import is_signed
from service.credentials.signing import ED25519, ES256
from service.credentials.tokens import read_token
from service.credentials.verify import verify_token
from service.ledger.note import VerifierKey
from service.registry.issuing import Issuable
from service.registry.status_records import StatusPlaceRecord
from service.vault.kek import Kek

KEK = Kek(bytes(range(32)))
URL = "https://aval.example"
WHAT = Issuable("1K7F3M9X4T8B2QDY", ("photo",), ("facebook",), date(2028, 1, 31), StatusPlaceRecord(0, 7))
ROTATIONS = ((TOKENS, ED25519), (STATUS, ED25519), (TOKENS, ES256), (STATUS, ES256), (TOKENS, ED25519))


def sign_and_verify(issuer: KeyIssuer, over: Event, kept: list[str]) -> None:
    """Do as one worker of many: sign, read the list that is served then, verify by it."""
    folder = issuer.folder
    root = VerifierKey.decode(issuer.keys.root)
    since = 0
    while not over.is_set():
        now = datetime.now(UTC)
        token = issuer.sign_token(WHAT, now.date(), now).code
        status = issuer.sign_list(0, set(), now)
        served = json.dumps(KeyIssuer(folder, KEK, URL, secrets.token_bytes).keys.published())
        ring, since = read_signed_list(served, root, is_signed, since)
        found = verify_token(token, ring, status, datetime.now(UTC))
        if not found:
            raise AssertionError(found.detail)
        kept.append(token)


def test_whatever_is_signed_while_keys_rotate_verifies_by_the_list_served_then(tmp_path: Path) -> None:
    create_issuing_keys(tmp_path, KEK, secrets.token_bytes, URL, datetime.now(UTC))
    over = Event()
    kept: list[list[str]] = [[] for _ in range(3)]
    fallen: list[BaseException] = []
    workers = [KeyIssuer(tmp_path, KEK, URL, secrets.token_bytes) for _ in kept]

    def work(worker: KeyIssuer, tokens: list[str]) -> None:
        try:
            sign_and_verify(worker, over, tokens)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test tells
            fallen.append(error)

    threads = [Thread(target=work, args=each) for each in zip(workers, kept, strict=True)]
    for each in threads:
        each.start()
    drawn = []
    for asked in ROTATIONS:
        new = (asked, datetime.now(UTC))
        drawn.append(rotate_issuing_keys(tmp_path, KEK, secrets.token_bytes, root_file(tmp_path), new))
        over.wait(0.1)
    over.set()
    for each in threads:
        each.join()
    assert fallen == []
    ring, now = workers[0].keys.ring(), datetime.now(UTC)
    status = workers[0].sign_list(0, set(), now)
    assert len(ring.keys) == 2 + len(ROTATIONS)
    assert all(verify_token(token, ring, status, now) for tokens in kept for token in tokens)
    assert min(map(len, kept)) >= 1
    for worker in workers:
        assert read_token(worker.sign_token(WHAT, now.date(), now).content, ring)[1] == drawn[-1]
