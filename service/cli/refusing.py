"""What a command says when it cannot do what was asked: one line, how to mend it, and the exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

FAILED: Final = 1
USAGE: Final = 2
INVALID: Final = "INVALID"
"""The code of what was typed wrongly, wherever that is found out."""

MENDS: Final = {
    "ALREADY_THERE": "a user with this courriel is there already",
    "FORM_EDITED": "bring the blobs back from their backup: what was published is sealed there, never edited",
    "FORM_NOT_APPROVED": "two people must approve it first, one of them for legal: `aval form approve`",
    "FORM_PUBLISHED": "a published version is never changed: submit the next number",
    "FOUR_EYES": "you approved it already: another person must, too",
    "ISSUING_KEYS_MISSING": "bring issuing.json back beside the key file (AVAL_KEK_FILE)",
    "KEK_MALFORMED": "the key file must hold the key as `aval init` wrote it: bring it back from its backup",
    "KEK_MISSING": "bring the key back to AVAL_KEK_FILE; for a new registry, run `aval init`",
    "KEK_READABLE_BY_OTHERS": "chmod 600 the key file (AVAL_KEK_FILE)",
    "KEK_WEAK": "a key is drawn by `aval init`, never typed: bring back the one it wrote",
    "KEY_UNWRAP_FAILED": "this registry was made with another key: bring that one back to AVAL_KEK_FILE",
    "LOG_KEY_MISSING": "bring log.key back beside the key file (AVAL_KEK_FILE)",
    "NOT_A_PICTURE": "give a JPEG, PNG, WebP, TIFF or MP4",
    "NOT_CLEARED": "this number may not be used for it today: check the post again",
    "NOT_FOUND": "no user with this courriel has this role: run `aval user add`",
    "ROOT_MISSING": "give the file of this registry's own root: --root FILE (`init` left it as offline-root)",
    "SEAL_CERTIFICATE_OR_PASSWORD_WRONG": "AVAL_SEAL_CERTIFICATE is PKCS#12, or PEM with its key; "
    "the password stands in the file of AVAL_SEAL_PASSWORD_FILE",
    "SEAL_CERTIFICATE_UNREADABLE": "let this user read the file of AVAL_SEAL_CERTIFICATE",
    "SEAL_KEY_MISSING": "bring seal.keys back beside the key file (AVAL_KEK_FILE)",
    "SEAL_KEY_NOT_P256": "ask for a certificate of a P-256 key: every reader of PDF takes it",
    "SEAL_KEY_OF_ANOTHER_CERTIFICATE": "put the key's own certificate first in AVAL_SEAL_CERTIFICATE",
    "STALE": "the draft was changed since: look at it again, then repeat",
    "STORAGE_BUSY": "the database does not answer: see whether it runs, and AVAL_DATABASE_URL",
    "TIME_STAMP_CERTIFICATES_UNREADABLE": "AVAL_TSA_CERTIFICATES names a file of certificates in PEM",
    "TIME_STAMP_UNAVAILABLE": "the authority at AVAL_TSA_URL gives no answer: see whether it runs",
}
"""What to do about refusals that do not say so themselves."""


def say_what_to_mend(run: Callable[[], object]) -> int:
    """Run a command; return its exit code."""
    try:
        result = run()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Abort:
        return FAILED
    except SystemExit as end:
        return int(end.code or 0)
    except Exception as error:
        code = getattr(error, "code", None)
        if code is None:
            raise
        sys.stderr.write(f"aval: {mend_of(error)}\n")
        return USAGE if code == INVALID else FAILED
    return result if isinstance(result, int) else 0


def mend_of(error: Exception) -> str:
    """Return the sentence for a refusal: its code, what was found, what to do."""
    code = getattr(error, "code", type(error).__name__)
    known = [f"{code} {getattr(error, 'found', '')}".strip()]
    known += [f"{one.pointer} {one.code} {one.detail}".strip() for one in getattr(error, "faults", ())]
    hint = getattr(error, "mend", "") or MENDS.get(code, "")
    return " - ".join([*known, hint] if hint else known)
