"""Where a database is: `sqlite:///path/aval.db` or `postgresql://…`."""

from dataclasses import dataclass
from pathlib import Path

from service.storage.failures import UnsafeSetting

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Address:
    """A database's address; `path` is the file of an SQLite one."""

    url: str
    path: Path | None

    @property
    def accesses(self) -> Path:
        """The file beside it where look-ups are recorded (SQLite alone)."""
        return self.required_path.with_name("access.db")

    @property
    def required_path(self) -> Path:
        """The SQLite file."""
        if self.path is None:
            raise ValueError(self.url)
        return self.path

    @property
    def dialect_url(self) -> str:
        """The address as SQLAlchemy spells it."""
        return self.url if self.path else "postgresql+psycopg://" + self.url.partition("://")[2]


def read_address(url: str) -> Address:
    """Read `AVAL_DATABASE_URL`; raises UnsafeSetting for any other kind of database."""
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        return Address(url, Path(url.removeprefix(_SQLITE)))
    if url.startswith(_POSTGRES):
        return Address(url, None)
    raise UnsafeSetting("DATABASE_UNKNOWN", mend="AVAL_DATABASE_URL=sqlite:///…/aval.db | postgresql://…")


def default_url(folder: Path) -> str:
    """Return the address of the embedded database in a data folder."""
    return f"{_SQLITE}{folder / 'aval.db'}"
