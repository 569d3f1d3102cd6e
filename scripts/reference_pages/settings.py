"""The settings a lawyer may change, with the values each one takes."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from service.domain.configuring import CHOICES, VERDICT_KEYS
from service.domain.facts import Config
from service.i18n.words import Words

_DEFAULT: Final = Config()
SETTINGS: Final = tuple(field.name for field in fields(Config))


def values_of(key: str, words: Words, silent: str) -> str:
    """Write the values of a setting, the default in bold; `silent` says what ALLOW means."""
    default = getattr(_DEFAULT, key)
    if key in VERDICT_KEYS:
        meant = {one: silent if one == "ALLOW" else words(f"verdict.{one}") for one in VERDICT_KEYS[key]}
        return _either({one: f"`{one}` ({said})" for one, said in meant.items()}, default)
    if key in CHOICES:
        return _either({one: f"`{one}`" for one in CHOICES[key]}, default)
    if isinstance(default, bool):
        return _either({one: f"`{one}`" for one in ("true", "false")}, str(default).lower())
    if isinstance(default, tuple):
        return ", ".join(f"**`{one}`**" for one in default)
    return f"**`{default}`**"


def _either(values: Mapping[str, str], default: str) -> str:
    return ", ".join(f"**{written}**" if one == default else written for one, written in values.items())
