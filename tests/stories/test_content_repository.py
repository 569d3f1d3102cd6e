"""A content repository as Hugo has it, real Git, a real registry: nothing goes out without its numbers.

The hook and the action are run from the files that pre-commit and GitHub read. Seen to fail: with the hook's
arguments left out, so that a good form was refused too.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.documents.pictures.release import Release
from service.documents.pictures.tagging import with_release
from tests.documents import album
from tests.house.source import ROOT
from tests.support.live import LiveServer

pytestmark = pytest.mark.long

NAMED = '+++\ntitle = "Fête"\ndate = 2026-09-01\n+++\nMerci à Zoé Tremblay!\n'
PEOPLE = {"display": "Zoé Tremblay"}


class Repository:
    """A content repository in a folder, with the hook as pre-commit would call it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "AVAL_"))},
            "AVAL_PYTHON": sys.executable,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "LANG": "fr_CA.UTF-8",
        }
        folder.mkdir(parents=True)
        self.git("init", "--quiet")
        self.git("config", "user.name", "Équipe Web")
        self.git("config", "user.email", "web@exemple.ca")

    def run(self, *command: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, cwd=self.folder, env=self.environment | more, capture_output=True, text=True, check=False
        )

    def git(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return self.run("git", *arguments)

    def write(self, place: str, content: str | bytes) -> None:
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self) -> "subprocess.CompletedProcess[str]":
        self.git("add", ".")
        return self.git("commit", "-m", "Ajouter une nouvelle")

    def commits(self) -> int:
        return len(self.git("log", "--format=%h").stdout.split())

    def install_hook(self, definition: dict[str, Any]) -> None:
        """Do what pre-commit does for a hook of the language `script`: entry, arguments, then the files."""
        entry = shlex.join([str(ROOT / definition["entry"]), *definition["args"]])
        files = shlex.quote(definition["files"])
        hook = self.folder / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(
            "#!/bin/sh\n"
            f"git diff --cached --name-only --diff-filter=ACMR -z | grep -zE {files} | xargs -0 -r {entry}\n"
            "[ $? -eq 0 ]\n",
            encoding="utf-8",
        )
        hook.chmod(0o755)


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """A small site: pages of each kind of front matter, pictures, and the house's defaults."""
    site = Repository(tmp_path / "site")
    site.write("hugo.toml", 'title = "Nouvelles"\n')
    site.write("aval.toml", 'channel = "web_site"\nmedium = "photo"\npurpose = "information"\n')
    site.write("README.md", "Site de Zoé Tremblay\n")
    site.write("content/_index.md", "+++\ntitle = 'Accueil'\npeople = 'none'\n+++\n")
    site.write(
        "content/posts/heures.md", "---\ntitle: Nos heures\npeople: none\n---\nOuvert jeudi, à 14 h.\n"
    )
    site.write("static/logo.png", album.png())
    return site


@pytest.fixture(scope="module")
def number(live_server: LiveServer) -> str:
    """The number of someone's authorization, in a running registry."""
    token = live_server.token("communications")
    person = {"names": PEOPLE, "birth_date": "1984-03-27", "roles": ["user"]}
    _, made = live_server.call("POST", "/api/v1/people", token, person)
    signature = {
        "signer": "self",
        "name": "Zoé Tremblay",
        "signed_on": "2026-01-05",
        "method": "paper",
        "verified": True,
    }
    paper = {
        "person_id": made["id"],
        "form": "adult",
        "language": "fr",
        "signatures": [signature],
        "media": ["photo"],
        "channels": ["web_site"],
        "purposes": ["information"],
    }
    status, consent = live_server.call("POST", "/api/v1/consents", token, paper)
    assert status == 201, consent
    live_server.call("POST", f"/api/v1/consents/{consent['id']}/confirmation", token, {})
    return str(consent["id"])


def hook() -> dict[str, Any]:
    (definition,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert definition["id"] == "aval-check"
    assert os.access(ROOT / definition["entry"], os.X_OK)
    return dict(definition)


def test_a_commit_that_names_someone_without_a_number_is_refused_and_mended_it_goes_in(
    site: Repository, number: str
) -> None:
    site.install_hook(hook())
    assert site.commit().returncode == 0
    site.write("content/posts/fete.md", NAMED)
    refused = site.commit()
    assert (refused.returncode, site.commits()) == (1, 1)
    said = refused.stdout + refused.stderr
    assert "content/posts/fete.md:5:9: à corriger · Un nom propre" in said
    assert "README.md" not in said
    site.write("content/posts/fete.md", NAMED.replace("date =", f'consents = ["{number}"]\ndate ='))
    mended = site.commit()
    assert (mended.returncode, site.commits()) == (0, 2), mended.stdout + mended.stderr


def test_an_action_asks_the_registry_and_a_withdrawal_closes_the_gate(
    site: Repository, live_server: LiveServer, number: str
) -> None:
    site.write("content/posts/fete.md", NAMED.replace("Merci", f"Autorisation {number}. Merci"))
    site.write(
        "static/fete.jpg", with_release(album.jpeg(), Release((number,), f"{live_server.url}/v/{number}"))
    )
    given = {
        "paths": "content\nstatic/fete.jpg",
        "url": live_server.url,
        "token": live_server.token("publisher"),
    }
    clear = act(site, **given)
    assert clear.returncode == 0, clear.stdout + clear.stderr
    assert "::error" not in clear.stdout
    assert "::notice file=content/posts/fete.md,title=Aval::autorisé" in clear.stdout
    withdrawal = {"received_on": "2026-01-06", "by": "person", "how": "phone"}
    status, _ = live_server.call(
        "POST", f"/api/v1/consents/{number}/withdrawal", live_server.token("communications"), withdrawal
    )
    assert status == 200
    closed = act(site, **given)
    assert closed.returncode == 6
    assert "::error file=content/posts/fete.md,line=5,col=14,endColumn=33" in closed.stdout
    assert f"{live_server.url}/verifier-une-publication?de=" in closed.stdout
    assert "::error file=static/fete.jpg" in closed.stdout
    assert act(site, **given | {"token": "aval_" + "0" * 64}).returncode == 4


def test_an_action_without_an_address_checks_the_form(site: Repository) -> None:
    assert act(site).returncode == 0
    site.write("content/posts/fete.md", NAMED.replace("Merci", "Autorisation 1K7F-3M9X-4T8B-2QDY. Merci"))
    assert act(site).returncode == 0
    assert act(site, token="aval_" + "0" * 64).returncode == 7, "whoever has a token meant to ask"
    site.write("content/posts/fete.md", NAMED)
    refused = act(site)
    assert refused.returncode == 6
    assert "::error file=content/posts/fete.md,line=5,col=9" in refused.stdout


def test_a_folder_named_as_ours_is_not_taken_for_ours(site: Repository) -> None:
    site.write("service/__init__.py", "raise SystemExit(0)\n")
    site.write("yaml.py", "raise SystemExit(0)\n")
    site.write("content/posts/fete.md", NAMED)
    assert act(site).returncode == 6


def act(site: Repository, **given: str) -> "subprocess.CompletedProcess[str]":
    """Run the action's steps as a runner does: its inputs, its environment, its shell."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    values = {f"inputs.{name}": given.get(name, one["default"]) for name, one in action["inputs"].items()}
    values["github.action_path"] = str(ROOT)
    assert action["runs"]["using"] == "composite"
    (step,) = action["runs"]["steps"]
    assert "${{" not in step["run"], "an input must not become a command"
    environment = {
        name: re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda found: values[found[1]], text)
        for name, text in step["env"].items()
    }
    return site.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], **environment)
