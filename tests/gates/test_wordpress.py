"""The WordPress plugin's guard, run by PHP where it is installed: nothing goes out without a clear yes.

Seen to fail: with an answer that has no findings taken, with a post that has no answer left published, and
with `future` and `private` let through.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from service.domain import vocabulary
from service.web.gate_files import FOLDER, wordpress_plugin
from tests.gates.unpacked import unpack

HERE = Path(__file__).parent
PLUGIN = FOLDER / "wordpress" / "aval-gate"
PHP = shutil.which("php")
SETTINGS = {"url": "https://aval.exemple.ca", "token": "aval_jeton", "channel": "web_site"}
CLEAR = {"answer": "yes", "findings": [], "conditions": [], "valid_until": "2026-10-18"}
DATA = {"post_type": "post", "post_status": "publish", "post_title": "Fête", "post_content": "<p>Merci</p>"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin as a site unpacks it."""
    return unpack(wordpress_plugin(), tmp_path_factory.mktemp("plugins"))


def play(folder: Path, **scene: object) -> Any:  # noqa: ANN401 - JSON
    """Play a scene; None where PHP is not installed."""
    if PHP is None:
        return None
    whole = {"settings": SETTINGS, "reply": replied(CLEAR)} | scene
    done = subprocess.run(
        [PHP, "-d", "display_errors=stderr", HERE / "wordpress.php", folder],
        input=json.dumps(whole),
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def replied(answer: object, status: int = 200) -> dict[str, object]:
    return {"status": status, "body": answer if isinstance(answer, str) else json.dumps(answer)}


UNCLEAR = {
    "no": replied({**CLEAR, "answer": "no"}),
    "cannot tell": replied({**CLEAR, "answer": "cannot_tell"}),
    "no answer": None,
    "another status": replied(CLEAR, 500),
    "no content": replied("", 204),
    "no JSON": replied("<html>yes</html>"),
    "a word it does not know": replied({**CLEAR, "answer": "YES"}),
    "a yes and nothing more": replied({"answer": "yes"}),
    "a yes that says nothing of findings": replied({"answer": "yes", "conditions": []}),
    "a yes that says nothing of conditions": replied({"answer": "yes", "findings": []}),
    "a yes with something that blocks": replied({**CLEAR, "findings": [{"code": "X", "severity": "block"}]}),
    "a severity it does not know": replied({**CLEAR, "findings": [{"code": "X", "severity": "?"}]}),
    "conditions with a plain yes": replied({**CLEAR, "conditions": ["no_tag"]}),
    "a yes of yesterday": replied({**CLEAR, "valid_until": "2026-10-12"}),
    "a day that is none": replied({**CLEAR, "valid_until": 3}),
}


@pytest.mark.parametrize("why", UNCLEAR)
def test_what_is_no_clear_yes_is_kept_pending(folder: Path, why: str) -> None:
    played = play(folder, do="hold", data=DATA, reply=UNCLEAR[why])
    assert played is None or played["result"]["post_status"] == "pending"


def test_a_clear_yes_goes_out_and_the_gate_was_asked_the_words_that_go_out(folder: Path) -> None:
    data = {
        **DATA,
        "post_content": '<!-- wp:p --><p>L\\\'équipe &amp; nous</p><img alt=\\"Ana Roy\\" src=\\"a\\">',
    }
    played = play(folder, do="hold", data=data)
    if played is None:
        return
    assert played["result"]["post_status"] == "publish"
    ((url, question, redirects, token),) = played["asked"]
    assert (url, redirects, token) == ("https://aval.exemple.ca/api/v1/gate", 0, "Bearer aval_jeton")
    assert question == {
        "text": "Fête\nL'équipe & nous\nAna Roy",
        "medium": "photo",
        "channel": "web_site",
        "purpose": "information",
        "on": "2026-10-13",
    }


@pytest.mark.parametrize("status", ["publish", "future", "private"])
def test_every_status_that_lets_others_read_is_held(folder: Path, status: str) -> None:
    played = play(folder, do="hold", data={**DATA, "post_status": status}, reply=None)
    assert played is None or played["result"]["post_status"] == "pending"


@pytest.mark.parametrize("status", ["draft", "pending", "auto-draft", "trash"])
def test_a_draft_is_kept_as_it_is_and_nobody_is_asked(folder: Path, status: str) -> None:
    played = play(folder, do="hold", data={**DATA, "post_status": status}, reply=None)
    assert played is None or (played["result"]["post_status"], played["asked"]) == (status, [])


@pytest.mark.parametrize(
    "settings", [{}, {**SETTINGS, "token": ""}, {**SETTINGS, "url": "http://aval.exemple.ca"}]
)
def test_until_it_is_set_up_nothing_goes_out_and_no_token_leaves(folder: Path, settings: object) -> None:
    played = play(folder, do="hold", data=DATA, settings=settings)
    assert played is None or (played["result"]["post_status"], played["asked"]) == ("pending", [])


def test_the_block_editor_is_told_in_words(folder: Path) -> None:
    prepared = {"post_status": "publish", "post_title": "Fête", "post_content": "Merci"}
    refused = play(folder, do="refuse", prepared=prepared, reply=UNCLEAR["no"])
    if refused is None:
        return
    assert refused["refused"]
    assert refused["result"]["data"] == {"status": 403}
    assert not play(folder, do="refuse", prepared=prepared)["refused"]
    said = play(folder, do="refuse", prepared=prepared, meta={"_aval_gate_nobody": True})
    assert said["asked"][0][1]["people"] == "none"
    before = {"ID": 7, "post_status": "publish", "post_title": "Fête", "post_content": "", "post_excerpt": ""}
    changed = {"ID": 7, "post_content": "Autre"}
    assert play(folder, do="refuse", prepared=changed, post=before, reply=UNCLEAR["no"])["refused"]


def test_a_scheduled_post_is_asked_about_again_when_its_hour_comes(folder: Path) -> None:
    post = {**DATA, "ID": 7, "post_excerpt": ""}
    held = play(folder, do="schedule", post=post, reply=UNCLEAR["no"])
    if held is None:
        return
    assert held["kept"] == [{"ID": 7, "post_status": "pending"}]
    assert play(folder, do="schedule", post=post)["kept"] == []


def test_the_panel_is_answered_with_the_text_that_was_read(folder: Path) -> None:
    played = play(folder, do="answer", sent={"title": "Fête", "content": "<p>Merci</p>", "people": "none"})
    if played is None:
        return
    assert played["result"] == {**CLEAR, "asked_text": "Fête\nMerci"}
    assert "aval_jeton" not in json.dumps(played["result"])


def test_settings_keep_what_is_known_and_an_empty_token_changes_nothing(folder: Path) -> None:
    sent = {"url": "http://autre.exemple.ca", "token": "", "channel": "autre", "medium": "video"}
    played = play(folder, do="sanitize", sent=sent)
    if played is None:
        return
    assert played["result"] == {
        "url": "",
        "token": "aval_jeton",
        "medium": "video",
        "channel": "web_site",
        "purpose": "information",
    }


def test_the_closed_lists_are_the_registrys(folder: Path) -> None:
    played = play(folder, do="lists")
    if played is None:
        return
    lists = (vocabulary.MEDIA, vocabulary.CHANNELS, vocabulary.PURPOSES)
    assert [sorted(one) for one in played["result"]] == [sorted(one) for one in lists]


def test_every_file_of_php_is_read_by_php(folder: Path) -> None:
    if PHP is None:
        return
    for path in sorted(folder.rglob("*.php")):
        subprocess.run([PHP, "-l", path], check=True, capture_output=True, timeout=20)


def test_what_wordpress_would_write_into_a_page_is_escaped() -> None:
    for path in PLUGIN.rglob("*.php"):
        for line in path.read_text("utf-8").splitlines():
            if "echo" in line and "aval_gate_say" in line:
                assert "esc_html( aval_gate_say" in line or "esc_html( $words" in line, f"{path.name}: {line}"
    assert (PLUGIN / "includes" / "settings.php").read_text("utf-8").count('value=""') == 1
