"""Proofs of the log over HTTP: verified with the ledger's own verifier and the entry alone, and mute.

Seen to fail: with the event put into the proof file, with acts of the whole file shown, and with places told
to communications.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from service.api.log_routes import log_routes
from service.credentials.log_key import is_signed
from service.ledger.checkpoint import verify_checkpoint
from service.ledger.cosignature import Witnessing
from service.ledger.failures import ProofInvalid
from service.ledger.log_proof import ProofFile, verify_proof_file
from service.ledger.note import VerifierKey, decode_base64
from service.ledger.proofs import ConsistencyProof, verify_consistency
from service.ledger.tile_files import root_in_tiles
from service.ledger.tree import leaf_hash
from service.storage.log import publish_checkpoint
from service.storage.log_files import LogFiles
from service.storage.store import SqlStore
from tests.api.office import Office
from tests.api.worlds import withdraw
from tests.support.log_keys import private_key, public_key

KEY = VerifierKey("aval.example/log", public_key(1))
WHOM = Witnessing(KEY)


def publish(office: Office) -> SqlStore:
    store = office.ports.store
    assert isinstance(store, SqlStore)
    publish_checkpoint(store, KEY, private_key(1).sign, office.ports.clock())
    return store


def test_each_act_on_an_authorization_is_proved_by_its_entry_alone(office: Office) -> None:
    number = office.consent(office.person("Camille Roy"))
    office.consent(office.person("Luc Roy"))
    withdraw(office, number)
    early = office.call("GET", f"consents/{number}/proof", "legal").json["items"]
    assert [one["proof"] for one in early] == [None] * 3
    publish(office)
    told = office.call("GET", f"consents/{number}/proof", "auditor").json["items"]
    kinds = office.call("GET", f"consents/{number}/history", "legal").json["items"]
    assert [one["kind"] for one in told] == [one["kind"] for one in kinds]
    for one in told:
        entry = decode_base64(one["entry"])
        found = verify_proof_file(one["proof"], leaf_hash(entry), WHOM, is_signed)
        assert found.checkpoint.size == 64
        with pytest.raises(ProofInvalid):
            verify_proof_file(one["proof"], leaf_hash(entry[:-1] + b"?"), WHOM, is_signed)


def test_a_proof_says_nothing_of_anybody(office: Office) -> None:
    number = office.consent(office.person("Camille Roy"))
    publish(office)
    reply = office.call("GET", f"consents/{number}/proof", "legal")
    assert not [
        word for word in (b"Camille", b"Roy", number.encode(), b"subject", b'"by"') if word in reply.content
    ]
    for one in reply.json["items"]:
        assert ProofFile.decode(one["proof"]).extra is None
        assert len(decode_base64(one["entry"])) == 33


@pytest.mark.parametrize("role", ["publisher", "quality", "admin"])
def test_places_in_the_log_are_told_to_legal_and_auditors_alone(refusing: Office, role: str) -> None:
    assert refusing.call("GET", "consents/1K7F-3M9X-4T8B-2QDY/proof", role).json["code"] == "NOT_ALLOWED"


def test_communications_count_by_their_own_acts_nothing_that_legal_did_between_them(office: Office) -> None:
    """The public log has each entry's place: who holds an entry has the place, and places count all acts."""
    child = office.person("Noé Roy", birth_date="2015-05-05")
    numbers = [office.consent(office.person("Camille Roy"))]
    source = {"status": "active", "since": "2026-01-01", "source": "Avis"}
    assert office.call("PUT", f"people/{child}/protection", "legal", source).status == 200
    numbers.append(office.consent(office.person("Luc Roy")))
    publish(office)
    for number in numbers:
        own = office.call("GET", f"consents/{number}/proof", "communications").json["items"]
        legal = office.call("GET", f"consents/{number}/proof", "legal").json["items"]
        assert [(one["entry"], one["proof"]) for one in own] == [(None, None)] * len(legal)
        assert [(one["kind"], one["at"]) for one in own] == [(one["kind"], one["at"]) for one in legal]
        assert all(one["entry"] and one["proof"] for one in legal)


def test_anyone_is_given_proofs_of_what_is_public(office: Office, tmp_path: Path) -> None:
    files = LogFiles(tmp_path / "public")
    for name in ("Ana", "Luc", "Eve"):
        office.consent(office.person(name))
        files.follow(publish(office))
    with TestClient(Starlette(routes=log_routes(files.read, files.checkpoint, KEY.encode()))) as client:
        told = verify_checkpoint(client.get("/log/checkpoint").text, KEY, is_signed)
        assert told.size == 192
        bundle = client.get("/log/tile/entries/000.p/192").content
        for index in (0, 63, 64, 191):
            entry = bundle[index * 35 + 2 : index * 35 + 35]
            verify_proof_file(client.get(f"/log/inclusion/{index}").text, leaf_hash(entry), WHOM, is_signed)
        for old, new in ((64, 192), (64, 128), (128, 192), (192, 192), (1, 192)):
            lines = client.get(f"/log/consistency/{old}/{new}").text.splitlines()
            assert lines[0] == f"old {old}"
            proof = ConsistencyProof(old, new, tuple(map(decode_base64, lines[1:])))
            roots = [root_in_tiles(files.read, size) for size in (old, new)] if old > 1 else []
            if roots:
                verify_consistency(proof, *roots)
        for path in ("inclusion/192", "consistency/0/64", "consistency/64/193", "consistency/128/64"):
            assert client.get(f"/log/{path}").status_code == 404
        for huge in ("9" * 400, "9" * 5000):  # more digits than Python reads
            assert client.get(f"/log/inclusion/{huge}").status_code == 404
            assert client.get(f"/log/consistency/1/{huge}").status_code == 404
