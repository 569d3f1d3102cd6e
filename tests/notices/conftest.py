"""A fresh registry for each test, on each kind of database in turn."""

from tests.support.stores import (
    made_database,
    made_folder,
    postgres_registry_url,
    registry_url,
    sqlite_store,
    sqlite_url,
    store,
)

__all__ = [
    "made_database",
    "made_folder",
    "postgres_registry_url",
    "registry_url",
    "sqlite_store",
    "sqlite_url",
    "store",
]
