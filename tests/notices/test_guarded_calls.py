"""What somebody else's address can make us call: the open network by https, and nothing of ours.

Seen to fail: with the name resolved again to connect, with one public address of several enough, with
redirects followed, and with addresses of IPv6 that stand for ours taken.
"""

import socket
import ssl
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from service.notices import guarded_calls
from service.notices.guarded_calls import CallRefused, GuardedCaller
from tests.support.listener import listening

OURS = [
    "127.0.0.1", "127.8.9.1", "0.0.0.1", "10.0.0.8", "172.16.4.4", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.8", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "::7f00:1", "fec0::1", "64:ff9b:1::7f00:1",
]  # fmt: skip
OPEN = ["1.1.1.1", "203.0.114.7", "2606:4700::1111", "64:ff9b::101:101"]


def calling(*found: str, allowed: str = "") -> GuardedCaller:
    """What calls, in a network whose names all have these addresses."""
    return GuardedCaller(frozenset(allowed.split()), lambda _, __: list(found))


@pytest.mark.parametrize("address", OURS)
def test_a_name_that_leads_to_ours_is_refused(address: str) -> None:
    with pytest.raises(CallRefused, match="NOT_PUBLIC"):
        calling(address).post("https://hook.exemple.ca/", b"", {})


@pytest.mark.parametrize("address", OURS)
def test_one_address_of_ours_among_others_is_enough_to_refuse(address: str) -> None:
    with pytest.raises(CallRefused, match="NOT_PUBLIC"):
        calling("1.1.1.1", address).post("https://hook.exemple.ca/", b"", {})


@pytest.mark.parametrize("address", OPEN)
def test_addresses_of_the_open_network_are_called(address: str) -> None:
    assert guarded_calls._is_public(ip_address(address))  # noqa: SLF001 - nothing out there is called in a test


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://hook.exemple.ca/aval", ""),
        ("https://hook.exemple.ca:8443/aval?a=b", ""),
        ("http://hook.exemple.ca/", "NOT_HTTPS"),
        ("http://127.0.0.1:9000/", "NOT_HTTPS"),
        ("ftp://hook.exemple.ca/", "NOT_HTTPS"),
        ("https://127.0.0.1/", "NOT_PUBLIC"),
        ("https://[::1]/", "NOT_PUBLIC"),
        ("https://localhost/", "NOT_PUBLIC"),
        ("https://db.internal/", "NOT_PUBLIC"),
        ("https://169.254.169.254/latest/meta-data", "NOT_PUBLIC"),
        ("https://user:word@hook.exemple.ca/", "NOT_AN_ADDRESS"),
        ("https://hook.exemple.ca/#part", "NOT_AN_ADDRESS"),
        ("https://hook.exemple.ca:99999/", "NOT_AN_ADDRESS"),
        ("https:///aval", "NOT_AN_ADDRESS"),
        ("https://hook.exemple.ca/a\r\nHost: autre", "NOT_AN_ADDRESS"),
        ("https://hook.exemple.ca\\@127.0.0.1/", "NOT_AN_ADDRESS"),
        ("pas une adresse", "NOT_AN_ADDRESS"),
    ],
)
def test_an_address_is_looked_at_when_it_is_given(url: str, code: str) -> None:
    assert calling().fault_of(url) == code


def test_a_name_that_changes_its_mind_is_asked_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def rebinding(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    theirs, ours = certificate("hook.exemple.ca", tmp_path)
    with listening(theirs) as listener:
        origin = f"https://hook.exemple.ca:{listener.port}"
        caller = GuardedCaller(frozenset({origin}), rebinding, lambda: ours)
        assert caller.post(f"{origin}/aval", b"{}", {})[0] == 200
    assert asked == ["hook.exemple.ca"]
    assert listener.came[0].headers["host"] == f"hook.exemple.ca:{listener.port}"


def test_a_certificate_of_another_name_is_refused(tmp_path: Path) -> None:
    theirs, ours = certificate("autre.exemple.ca", tmp_path)
    with listening(theirs) as listener:
        origin = f"https://hook.exemple.ca:{listener.port}"
        caller = GuardedCaller(frozenset({origin}), lambda _, __: ["127.0.0.1"], lambda: ours)
        with pytest.raises(ssl.SSLCertVerificationError):
            caller.post(f"{origin}/", b"{}", {})
    assert listener.came == []


def test_a_redirect_is_an_answer_and_leads_nowhere() -> None:
    with listening() as listener:
        listener.statuses = [307]
        listener.headers = {"Location": f"{listener.origin}/elsewhere"}
        assert calling("127.0.0.1", allowed=listener.origin).post(f"{listener.origin}/", b"", {})[0] == 307
    assert [came.path for came in listener.came] == ["/"]


@pytest.mark.parametrize("drip", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_an_answer_without_end_is_cut_off(drip: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=drip_on, args=(server, drip), daemon=True)
        thread.start()
        origin = f"http://127.0.0.1:{server.getsockname()[1]}"
        began = time.monotonic()
        caller = replace(calling("127.0.0.1", allowed=origin), seconds=0.4)
        with suppress(OSError):  # whether it had said 200 already or not
            caller.post(f"{origin}/", b"", {})
        assert time.monotonic() - began < 3
        thread.join()


def drip_on(server: socket.socket, drip: bytes) -> None:
    """Answer one request by the same bytes over and over, until the other side is gone."""
    line, _ = server.accept()
    with line:
        try:
            while True:
                line.sendall(drip if drip.endswith(b"\r\n\r\n") else drip + b"A: b\r\n")
                drip = drip if drip.endswith(b"\r\n\r\n") else b""
                time.sleep(0.05)
        except OSError:
            return


def certificate(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a host of this name shows, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    pem = made.public_bytes(Encoding.PEM)
    file = folder / "host.pem"
    file.write_bytes(pem + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(file)
    return theirs, ssl.create_default_context(cadata=pem.decode())
