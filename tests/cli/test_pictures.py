"""`aval picture` marks a copy while the number may be used, reads it again, and counts faces."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli.operating import opened
from tests.api.office import named, open_office
from tests.documents import album
from tests.documents.faces import group_of
from tests.documents.test_picture_releases import pixels
from tests.support.command import Said, run_here
from tests.support.days import today


def run(folder: Path, *words: str | Path, token: str = "") -> Said:
    return run_here({"AVAL_DATA_DIR": str(folder), "AVAL_TOKEN": token}, *words)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, Any]]:
    """A registry with one post that is clear, and a token of a publisher."""
    folder = tmp_path_factory.mktemp("pictures") / "data"
    assert run(folder, "init").returncode == 0
    made = run(folder, "token", "create", "--name", "site", "--role", "publisher")
    with pytest.MonkeyPatch.context() as ours:
        ours.setenv("AVAL_DATA_DIR", str(folder))
        with opened() as (_, ports), open_office(ports) as office:
            day = today().isoformat()
            signature = {"signer": "self", "name": "Camille Roy", "signed_on": day}
            signatures = [signature | {"method": "paper", "verified": True}]
            office.consent(office.person(), signatures=signatures)
            post = office.post("posts", "publisher", office.post_of(named(), on=day))
    return folder, made.stdout.strip(), post


@pytest.mark.parametrize("by", ["post", "id"])
def test_a_copy_is_marked_and_read_again(
    registry: tuple[Path, str, dict[str, Any]], tmp_path: Path, by: str
) -> None:
    folder, token, post = registry
    path, out = tmp_path / "a.jpg", tmp_path / "b.jpg"
    path.write_bytes(album.jpeg())
    number = post["citation"]["number"]
    given = {"post": post["id"], "id": number.lower()}[by]
    done = run(folder, "picture", "label", path, f"--{by}", given, "--out", out, token=token)
    assert (done.returncode, done.stderr) == (0, "")
    assert pixels(out.read_bytes()) == pixels(path.read_bytes())
    told = json.loads(run(folder, "picture", "read", out, "--json").stdout)
    assert told["numbers"] == [number]
    assert told["web_statement"].endswith(f"/v/{number.replace('-', '')}")
    assert run(folder, "picture", "read", path).stdout == "no number\n"


def test_nothing_is_written_for_a_number_that_is_unknown_nor_without_a_token(
    registry: tuple[Path, str, dict[str, Any]], tmp_path: Path
) -> None:
    folder, token, _ = registry
    path, out = tmp_path / "a.jpg", tmp_path / "b.jpg"
    path.write_bytes(album.jpeg())
    words = ("picture", "label", path, "--id", "1K7F-3M9X-4T8B-2QDY", "--out", out)
    refused = run(folder, *words, token=token)
    assert (refused.returncode, "NOT_CLEARED" in refused.stderr) == (1, True)
    assert run(folder, *words).returncode == 4
    assert not out.exists()


def test_faces_are_counted_and_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    group, note = tmp_path / "a.jpg", tmp_path / "note.txt"
    group.write_bytes(group_of(3))
    note.write_bytes(b"Bonjour")
    assert run(tmp_path, "picture", "faces", group).stdout == "3\n"
    for words in (("faces",), ("read",)):
        refused = run(tmp_path, "picture", *words, note)
        assert (refused.returncode > 0, "NOT_A_PICTURE" in refused.stderr) == (True, True)
        assert "Traceback" not in refused.stderr
