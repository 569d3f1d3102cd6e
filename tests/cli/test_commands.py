"""The local operator's commands: what cannot be done is said in one line, with its mend and exit code."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from service.cli.main import cli
from service.cli.refusing import say_what_to_mend
from service.settings import SettingsInvalid, load_settings

Run = Callable[..., tuple[int, str, str]]

DRAWN = bytes(n * n % 251 for n in range(32))
"""As good as drawn, and not the key the registry was made with."""


@pytest.fixture
def aval(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command on a folder of its own; return its exit code and what it printed."""
    monkeypatch.setenv("AVAL_DATA_DIR", str(tmp_path / "var"))

    def run(*words: str) -> tuple[int, str, str]:
        code = say_what_to_mend(lambda: cli.main(list(words), prog_name="aval", standalone_mode=False))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def made(aval: Run) -> Run:
    assert aval("init")[0] == 0
    return aval


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["user", "add", "ana@exemple.ca", "--role", "publish"], "/roles/0 NOT_IN_LIST"),
        (["user", "add", "ana", "--role", "legal"], "/email BAD_VALUE"),
        (["user", "add", "", "--role", "legal"], "/name MISSING"),
        (["user", "add", "a@exemple.ca", "--role", "legal", "--name", "ROYC 9003 0412"], "FORBIDDEN_NUMBER"),
        (["token", "create", "--name", " ", "--role", "legal"], "/name MISSING"),
        (["token", "create", "--name", "046 454 286", "--role", "legal"], "FORBIDDEN_NUMBER"),
    ],
)
def test_what_was_typed_wrongly_is_usage_and_is_named(made: Run, words: list[str], named: str) -> None:
    code, printed, said = made(*words)
    assert (code, printed) == (2, "")
    assert named in said


@pytest.mark.long
def test_whoever_may_take_posts_down_is_put_on_duty_for_pages(made: Run) -> None:
    made("user", "add", "ana@exemple.ca", "--role", "publisher")
    made("user", "add", "luc@exemple.ca", "--role", "auditor")
    told = made("user", "duty", "ana@exemple.ca", "--account", "Page A", "--account", "Page B")
    assert told[:2] == (0, "Page A\nPage B\n")
    assert made("user", "duty", "ana@exemple.ca")[:2] == (0, "")
    assert made("user", "duty", "luc@exemple.ca", "--account", "*")[0] == 2
    assert made("user", "duty", "eve@exemple.ca", "--account", "*")[0] == 1


def test_a_user_there_already_and_one_not_there_are_said(made: Run) -> None:
    assert made("user", "add", "ana@exemple.ca", "--role", "legal")[0] == 0
    again = made("user", "add", "Ana@exemple.ca", "--role", "legal")
    nobody = made("token", "create", "--name", "x", "--role", "publisher", "--user", "ana@exemple.ca")
    assert (again[0], nobody[0]) == (1, 1)
    assert "already" in again[2]
    assert "aval user add" in nobody[2]


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (None, 0o600, "KEK_MISSING - bring the key back"),
        (bytes(32), 0o600, "KEK_WEAK - a key is drawn"),
        (b"short", 0o600, "KEK_MALFORMED - "),
        (DRAWN, 0o600, "KEY_UNWRAP_FAILED - this registry"),
        (DRAWN, 0o644, "KEK_READABLE_BY_OTHERS - chmod 600"),
    ],
)
def test_a_key_that_will_not_do_is_said_with_the_mend(
    made: Run, tmp_path: Path, content: bytes | None, mode: int, said: str
) -> None:
    key = tmp_path / "var" / "keys" / "kek"
    key.unlink()
    if content is not None:
        key.write_bytes(content)
        key.chmod(mode)
    for words in (("doctor",), ("token", "create", "--name", "x", "--role", "legal")):
        code, printed, told = made(*words)
        assert code == 1
        assert said in printed + told


def test_a_registry_whose_key_is_away_is_given_no_other(made: Run, tmp_path: Path) -> None:
    for name in ("kek", "log.key"):
        key = tmp_path / "var" / "keys" / name
        away = key.rename(tmp_path / name)
        made("init")
        assert not key.exists()
        away.rename(key)
    assert made("init")[0] == 0
    code, printed, _ = made("doctor")
    assert (code, "note   the offline root's key lies beside the others" in printed) == (0, True)


def test_a_log_key_that_is_away_is_said(made: Run, tmp_path: Path) -> None:
    (tmp_path / "var" / "keys" / "log.key").unlink()
    code, printed, _ = made("doctor")
    assert code == 1
    assert "LOG_KEY_MISSING - bring log.key back" in printed


def test_tables_of_another_version_are_said(made: Run, tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "var" / "aval.db")
    database.execute("UPDATE alembic_version SET version_num = '0000'")
    database.commit()
    database.close()
    code, printed, _ = made("doctor")
    assert code == 1
    assert "SCHEMA_NOT_CURRENT 0000 - aval init" in printed


def test_a_folder_others_may_read_is_said(made: Run, tmp_path: Path) -> None:
    (tmp_path / "var").chmod(0o755)
    code, printed, _ = made("doctor")
    assert code == 1
    assert "DATA_DIR_OPEN_TO_OTHERS 0755 - chmod 700" in printed


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("RATE", "many"),
        ("FIXED_ANSWER_MS", "-1"),
        ("TIME_ZONE", "Mars/Base"),
        ("MINOR_RELEASE", "25:00"),
        ("BLOBS_URL", "s3://bucket"),
        ("BLOBS_URL", ""),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_once(
    aval: Run, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(f"AVAL_{name}", text)
    with pytest.raises(SettingsInvalid):
        load_settings()
    code, printed, _ = aval("doctor")
    assert (code, printed.count(f"AVAL_{name}")) == (1, 1)


def test_a_rule_mistyped_is_refused_instead_of_leaving_the_default(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text('spot_chek_share = 0.5\nminor_u14_refusal = "veto"\n')
    with pytest.raises(SettingsInvalid, match=r"no rule is called spot_chek_share; write .*spot_check_share"):
        load_settings({"AVAL_DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize("kept", [b"", b"junk", b"\xff\xfe", b"a\n1\nAA==\n"])
def test_a_kept_note_that_is_none_is_wrong_and_no_fault_of_ours(
    made: Run, tmp_path: Path, kept: bytes
) -> None:
    (tmp_path / "note").write_bytes(kept)
    code, printed, _ = made("ledger", "verify", "--checkpoint", str(tmp_path / "note"))
    assert code == 1
    assert "NOTE_" in printed
