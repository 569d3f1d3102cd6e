"""« Intégrations »: a program is added, stopped and resumed; the widget and the plugin are taken along."""

import io
import json
import re
from html import unescape
from typing import Any
from zipfile import ZipFile

import pytest

from service.i18n.gate_words import gate_words
from service.registry import webhooks
from service.registry.accounts import operator
from service.web.gate_files import widget_script, wordpress_plugin
from tests.web.establishment import Establishment, establishment, field_of, made_folder, send

__all__ = ["establishment", "made_folder"]

PAGE = "/integrations"


def test_a_program_is_added_stopped_and_resumed(establishment: Establishment) -> None:
    browser = establishment.signed_in("admin")
    events = ["takedown.asked", "takedown.done"]
    added_at = send(browser, PAGE, hook="https://cms.exemple.ca/aval", events=events)
    assert added_at == (303, f"{PAGE}?fait=ajoute")
    (added,) = webhooks.list_webhooks(establishment.ports, operator())
    page = browser.get(PAGE).text
    assert added.public_key in page
    assert "Publication à retirer, Publication retirée" in page
    ref = establishment.ports.references.seal("webhook", added.webhook.number)
    for path, said in (
        ("renvoyer", "renvoye"),
        ("arreter", "arrete"),
        ("arreter", "deja"),
        ("reprendre", "repris"),
        ("reprendre", "deja"),
    ):
        token = {"form_token": field_of(browser.get(PAGE).text, "form_token")}
        gone = browser.post(f"{PAGE}/{ref}/{path}", data=token)
        assert gone.headers["location"] == f"{PAGE}?fait={said}"
        assert browser.get(gone.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"hook": "https://10.0.0.8/"}, "Cette adresse mène à un réseau interne."),
        ({"hook": "http://exemple.ca/"}, "doit commencer par https://"),
        ({"hook": ""}, "Écrivez l'adresse du programme."),
        ({"hook": "https://exemple.ca/", "events": []}, "Cochez au moins une chose"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    establishment: Establishment, sent: dict[str, Any], words: str
) -> None:
    browser = establishment.signed_in("admin")
    status, page = send(browser, PAGE, **{"events": ["post.cleared"], **sent})
    assert status == 422
    assert words in unescape(page)
    assert sent["hook"] in page


def test_the_plugin_is_one_file_with_its_words_and_the_widget() -> None:
    with ZipFile(io.BytesIO(wordpress_plugin())) as packed:
        names = set(packed.namelist())
        words = json.loads(packed.read("aval-gate/words.json"))
        script = packed.read("aval-gate/aval-gate.js")
    assert {"aval-gate/aval-gate.php", "aval-gate/readme.txt", "aval-gate/aval-gate.css"} <= names
    assert "aval-gate/includes/guard.php" in names
    assert words == gate_words()
    assert script == widget_script()
    wordpress_plugin.cache_clear()
    assert len(wordpress_plugin()) == len(wordpress_plugin())


def test_every_word_the_widget_says_is_there_in_both_languages() -> None:
    script = widget_script().decode()
    said = set(re.findall(r'(?:say\(|show\("\w+", )"([\w.]+)"', script))
    said |= {"yes", "no", "cannot_tell", "yes_with_conditions", "start", "changed", "checking"}
    assert gate_words()["fr"].keys() == gate_words()["en"].keys()
    assert not said - gate_words()["fr"].keys()


def test_files_are_sent_to_keep_and_to_admins_alone(establishment: Establishment) -> None:
    sent = establishment.signed_in("admin").get(f"{PAGE}/fichiers/aval-gate.zip")
    assert sent.headers["content-disposition"] == 'attachment; filename="aval-gate.zip"'
    assert sent.content == wordpress_plugin()
    assert establishment.signed_in("publisher").get(f"{PAGE}/fichiers/aval-gate.zip").status_code == 404
    assert establishment.signed_in("admin").get(f"{PAGE}/fichiers/autre").status_code == 404
