"""`service.credentials.verify` alone: its few files, laid apart from the rest, still verify a token."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.credentials.corpus import CORPUS, GOOD, LISTS, TOKEN
from tests.house.source import ROOT, SERVICE

FILES = """
import sys
import service.credentials.verify
import service.credentials.key_ring
print(*(module.__file__ for name, module in sys.modules.items() if name.partition(".")[0] == "service"))
"""
VERIFY = """
import json, sys
sys.path.insert(0, sys.argv[1])
given = json.load(sys.stdin)
from datetime import datetime
from service.credentials.key_ring import read_key_list
from service.credentials.verify import verify_token
keys = read_key_list(json.dumps(given["keys"]))
said = verify_token(bytes.fromhex(given["token"]), keys, bytes.fromhex(given["list"]),
                    datetime.fromisoformat(given["at"]))
print(json.dumps([said.to_json(), [name for name in sys.modules if name.partition(".")[0] == "service"]]))
"""
NEVER = ("web", "api", "http", "cli", "storage", "registry", "documents", "vault", "settings", "wiring")
OTHERS = {"fastapi", "starlette", "sqlalchemy", "sqlite3", "jinja2", "click", "socket", "pydantic"}


def interpreter(*arguments: str | Path, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *arguments], input=given, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout


def test_its_files_alone_verify_a_token_and_load_nothing_of_web_storage_or_registry(tmp_path: Path) -> None:
    files = [Path(each) for each in interpreter("-c", FILES).split()]
    assert len(files) <= 20
    for each in files:
        apart = tmp_path / "service" / each.relative_to(SERVICE)
        apart.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(each, apart)
    given = {"keys": CORPUS["keys"], "token": TOKEN.hex(), "list": LISTS["good"].hex()}
    given |= {"at": GOOD.at.isoformat()}
    said: list[Any] = json.loads(interpreter("-I", "-c", VERIFY, tmp_path, given=json.dumps(given)))
    assert (said[0]["authentic"], said[0]["usable"], said[0]["id"]) == (True, True, GOOD.id)
    loaded = {name.split(".")[1] for name in said[1] if "." in name}
    assert loaded == {"credentials", "domain"}
    assert not loaded & set(NEVER)


@pytest.mark.long
def test_no_framework_database_or_network_comes_with_it() -> None:
    loaded = interpreter(
        "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{FILES}print(*sys.modules)"
    )
    assert not OTHERS & set(loaded.split())
