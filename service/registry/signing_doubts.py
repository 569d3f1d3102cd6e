"""When a signature on screen waits for communications, though whoever signed was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.names import fold_words
from service.registry.signing_order import SELF

if TYPE_CHECKING:
    from service.registry.consent_records import ConsentRecord, SignatureRecord
    from service.registry.people_records import PersonRecord
    from service.registry.signing_reading import Signing


def is_in_doubt(signing: Signing, consent: ConsentRecord) -> bool:
    """Tell whether communications must look first: a declaration left out, no proof, another name."""
    declared = {key for screen in consent.screen for key, _ in screen.answers}
    owed = (
        {field.key for field in signing.form.group("declaration")} if len(signing.slot.signers) > 1 else set()
    )
    unproven = any(
        one.signer not in {SELF, "parent"} and one.evidence == "declared" for one in consent.signatures
    )
    misnamed = any(_is_misnamed(signing.person, one) for one in consent.signatures)
    return unproven or misnamed or not owed <= declared


def _is_misnamed(person: PersonRecord | None, signature: SignatureRecord) -> bool:
    """Tell whether the name typed is not that of who signs: their own, or never the person's for another."""
    typed = set(fold_words(signature.name))
    own = [set(fold_words(name)) for name in person.names.every()] if person else []
    is_own = any(typed and (typed <= name or name <= typed) for name in own)
    return is_own != (signature.signer == SELF)
