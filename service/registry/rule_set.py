"""The rules in force: their version, and a digest of what the establishment has set."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from service.domain.facts import Config
    from service.registry.ports import Policy

RULE_SET: Final = "1.0"


def rules_in_force(policy: Policy) -> str:
    """Return `version/digest`, the same for the same rules and settings."""
    config, text = _LAST[-1]
    if config is not policy.config:
        text = f"{RULE_SET}/{_digest(policy.config)}"
        _LAST[:] = [(policy.config, text)]
    return text


def _digest(config: Config) -> str:
    text = json.dumps(asdict(config), sort_keys=True, default=list)
    return sha256(text.encode()).hexdigest()[:16]


_LAST: Final[list[tuple[Config | None, str]]] = [(None, "")]
"""The settings asked about last: one establishment has but one, and every check asks."""
