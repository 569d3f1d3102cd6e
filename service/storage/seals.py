"""Sealing of columns: which key opens which, and where each value belongs."""

from dataclasses import dataclass, field

from service.registry.account_records import TokenRecord, UserRecord
from service.storage.sql import Values
from service.vault.data_keys import KeyCache, unwrap, wrap
from service.vault.kek import Kek
from service.vault.keyring import Keyring
from service.vault.look_up import LookUpIndex
from service.vault.randomness import Random, draw_key
from service.vault.sealing import Place, Sealer

FORMAT = 1
"""Version of what is sealed; a value of one version opens as no other."""
KEYS_HELD = 250_000
"""Unwrapped data keys held at most: about 150 bytes each."""


@dataclass(slots=True)
class Seals:
    """The keys at work. Data keys of persons are held unwrapped, what they open never is."""

    kek: Kek = field(repr=False)
    keyring: Keyring = field(repr=False)
    random: Random
    held: KeyCache = field(default_factory=lambda: KeyCache(KEYS_HELD))
    holders: dict[bytes, tuple[Values, tuple[TokenRecord, UserRecord]]] = field(
        default_factory=dict, repr=False
    )
    """Tokens and their users as last opened, by digest; their rows are read each time, and compared."""
    registry: Sealer = field(init=False)
    access: Sealer = field(init=False)
    index: LookUpIndex = field(init=False)

    def __post_init__(self) -> None:
        self.registry = Sealer(self.keyring.registry)
        self.access = Sealer(self.keyring.access)
        self.index = LookUpIndex(self.keyring.look_up)

    def of_person(self, wrapped: bytes) -> Sealer:
        """Return the sealer under a person's wrapped data key; raises KeyUnwrapFailed.

        Keys are held by what they are wrapped as: a number given back by an undone transaction may come
        again with another key.
        """
        held_as = hash(wrapped)
        key = self.held.get(held_as)
        if key is None:
            key = unwrap(self.kek, wrapped)
            self.held.put(held_as, key)
        return Sealer(key)

    def new_person(self) -> tuple[bytes, Sealer]:
        """Draw a person's data key; return it wrapped, and its sealer."""
        key = draw_key(self.random)
        return wrap(self.kek, key), Sealer(key)

    def code(self, kind: str, text: str) -> int:
        """Return the keyed mark (signed, 64 bits) of a number or address that is one alone."""
        high, low = (self.index.key_for(f"{kind} {half}", (), text) for half in ("high", "low"))
        return high << 32 | low & 0xFFFFFFFF


def place(table: str, row: int, column: str = "sealed") -> Place:
    """Say where a value belongs."""
    return Place(table, row, column, FORMAT)


def place_of_digest(table: str, digest: bytes, column: str = "sealed") -> Place:
    """Say where a value of a row known by a digest or tag belongs."""
    return Place(table, int.from_bytes(digest[:8], "big"), column, FORMAT)
