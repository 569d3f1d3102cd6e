"""The rules in force: their version, and a digest of what the establishment has set."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from service.domain.facts import Config
    from service.registry.ports import Policy

RULE_SET: Final = "1.0"


def rules_in_force(policy: Policy) -> str:
    """Return `version/digest`, the same for the same rules and settings."""
    return f"{RULE_SET}/{_digest(policy.config)}"


@lru_cache(maxsize=8)
def _digest(config: Config) -> str:
    text = json.dumps(asdict(config), sort_keys=True, default=list)
    return sha256(text.encode()).hexdigest()[:16]
