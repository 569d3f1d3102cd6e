"""Acts in words, as the evidence of a case lists them.

Seen to fail: with the takedown that was asked told by the timeline's sentence, its day left blank.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import pytest

from service.documents.evidence.case_words import CaseTeller
from service.registry.acts import ACT_KINDS, Act
from service.registry.case_records import Case

NOW = datetime(2026, 10, 13, 14, tzinfo=UTC)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_act_is_told_by_a_sentence_cut_off(language: str) -> None:
    tell = CaseTeller(cast("Case", None), language, UTC)
    told = {kind: tell.act(Act(kind, NOW, 1, "legal", "page")) for kind in ACT_KINDS}
    cut = {kind: text for kind, text in told.items() if not text or text != text.strip() or "{" in text}
    assert cut == {}
