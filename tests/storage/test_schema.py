"""The tables are what the rows say, on both databases, and can be made again."""

from pathlib import Path
from typing import get_args

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from service.registry.storing import Numbered
from service.storage.address import read_address
from service.storage.opening import CURRENT
from service.storage.rows import METADATA, SEQUENCES
from service.storage.schema import MIGRATIONS, configure, differs, migrate


def test_migrations_end_where_the_rows_are(database_url: str) -> None:
    migrate(database_url)
    assert not differs(database_url)


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    migrate(database_url)
    assert not differs(database_url)


def test_migrations_can_be_taken_back(database_url: str) -> None:
    migrate(database_url)
    engine = create_engine(read_address(database_url).dialect_url)
    with engine.connect() as connection:
        command.downgrade(configure(connection), "base")
        connection.commit()
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_tables_of_an_older_version_are_brought_to_this_one_after_a_copy(database_url: str) -> None:
    migrate(database_url)
    address = read_address(database_url)
    engine = create_engine(address.dialect_url)
    with engine.connect() as connection:
        command.downgrade(configure(connection), "0001")
        connection.commit()
        before = set(inspect(connection).get_table_names())
    engine.dispose()
    migrate(database_url)
    assert not differs(database_url)
    if address.path is not None:
        assert tables_of(address.path.with_name("aval-0001.db")) == before


def tables_of(path: Path) -> set[str]:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
    engine.dispose()
    return names


def test_there_is_one_last_migration_and_it_is_the_current_one() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [CURRENT]


def test_every_sealed_column_has_a_size_that_is_checked() -> None:
    for table in METADATA.tables.values():
        checks = {str(each.name) for each in table.constraints}
        if "sealed" in table.columns:
            assert f"ck_{table.name}_sealed_size" in checks


def test_numbers_of_every_kind_have_a_sequence() -> None:
    assert set(SEQUENCES) == set(get_args(Numbered))


@pytest.mark.parametrize("name", ["aval.db", "access.db"])
def test_both_files_are_made(tmp_path: Path, name: str) -> None:
    migrate(f"sqlite:///{tmp_path / 'aval.db'}")
    assert (tmp_path / name).exists()
