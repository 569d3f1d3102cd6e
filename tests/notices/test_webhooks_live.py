"""The whole way: `aval serve` tells a program on this machine, allowed by a setting, and stops at a 410."""

import json
import time
from base64 import b64decode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.support.listener import Listener, listening
from tests.support.live import LiveServer, run_server

WITHIN = 20.0
POST = {
    "people": "", "text": "Merci!", "medium": "photo", "channel": "facebook", "purpose": "information",
}  # fmt: skip


def wait_for(listener: Listener, count: int) -> None:
    deadline = time.monotonic() + WITHIN
    while len(listener.came) < count:
        assert time.monotonic() < deadline, f"{len(listener.came)} of {count} came"
        time.sleep(0.05)


def clear_post(server: LiveServer, token: str) -> str:
    """Have a post cleared that shows a minister; return its id."""
    minister = {"unregistered": True, "role": "public_figure", "adult": True}
    today = time.strftime("%Y-%m-%d")
    body = {**POST, "people": [minister], "on": today}
    status, made = server.call("POST", "/api/v1/posts", token, body)
    assert status == 201, made
    return str(made["id"])


@pytest.mark.long
def test_a_server_tells_within_seconds_and_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    with (
        listening() as listener,
        run_server(tmp_path / "data", settings={"AVAL_WEBHOOK_ORIGINS": listener.origin}) as server,
    ):
        admin, publisher = server.token("admin"), server.token("publisher")
        status, hook = server.call("POST", "/api/v1/webhooks", admin, {"url": f"{listener.origin}/aval"})
        assert status == 201, hook
        post = clear_post(server, publisher)
        wait_for(listener, 1)
        (came,) = listener.came
        assert json.loads(came.body)["data"] == {"id": post}
        signed = f"{came.headers['webhook-id']}.{came.headers['webhook-timestamp']}.".encode() + came.body
        key = Ed25519PublicKey.from_public_bytes(b64decode(hook["public_key"].removeprefix("whpk_")))
        key.verify(b64decode(came.headers["webhook-signature"].removeprefix("v1a,")), signed)
        listener.statuses = [410]
        clear_post(server, publisher)
        wait_for(listener, 2)
        deadline = time.monotonic() + WITHIN
        while server.call("GET", f"/api/v1/webhooks/{hook['id']}", admin)[1]["stopped"] != "gone":
            assert time.monotonic() < deadline
            time.sleep(0.1)
