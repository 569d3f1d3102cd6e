"""Has a time-stamping authority date a checkpoint of the log (RFC 3161), and checks what it answered.

What is kept is the authority's whole response, as `openssl ts -verify` reads it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from hashlib import new, sha256
from typing import Any, Final

from asn1crypto import tsp, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from service.documents.sealing.time_stamps import Authority
from service.registry.sealing import TimeStampUnavailable

DIGEST: Final = "sha256"


class StampFalse(Exception):
    """The time stamp is not of this content, or not signed by whom we trust."""

    code = "TIME_STAMP_FALSE"


def date_content(url: str, content: bytes) -> bytes:
    """Return the authority's response for a content, as DER. Raises TimeStampUnavailable."""
    try:
        token = asyncio.run(Authority(url).async_timestamp(sha256(content).digest(), DIGEST))
    except MemoryError:
        raise
    except Exception as error:
        # As below: an answer is taken apart before anything is known of it.
        raise TimeStampUnavailable from error
    response = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})
    whole: bytes = response.dump()
    return whole


def check_dated(content: bytes, response: bytes, roots: Sequence[certificates.Certificate] = ()) -> datetime:
    """Return when the authority dated this content; raises StampFalse.

    Without roots, only that the stamp's own certificate signed it is checked: whose it is stays open.
    """
    try:
        signed = tsp.TimeStampResp.load(response, strict=True)["time_stamp_token"]["content"]
        at = signed["encap_content_info"]["content"].parsed["gen_time"].native
        trusted = [_loaded(one) for one in roots] or [one.chosen for one in signed["certificates"]]
        known = ValidationContext(
            trust_roots=trusted, moment=at, allow_fetching=False, revocation_mode="soft-fail"
        )
        found = asyncio.run(validate_tst_signed_data(signed, known, lambda name: new(name, content).digest()))
    except MemoryError:
        raise
    except Exception as error:
        # A reader of damaged responses meets every kind of error.
        raise StampFalse from error
    if not _is_right(found):
        raise StampFalse
    moment: datetime = at
    return moment


def _is_right(found: dict[str, Any]) -> bool:
    return bool(found["valid"] and found["intact"] and not found.get("trust_problem_indic"))


def _loaded(certificate: certificates.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
