"""« Contrôle mensuel » by its pages: drawn, looked at, signed, and taken along by quality; read by auditors.

Seen to fail: with the report of a control that nobody signed sent.
"""

from __future__ import annotations

import json

from service.registry.moments import today
from tests.web.declared import published
from tests.web.establishment import Establishment, establishment, made_folder, send

__all__ = ["establishment", "made_folder"]

PAGE = "/controle-mensuel"


def test_a_control_goes_from_its_draw_to_its_signed_report(establishment: Establishment) -> None:
    ports, browser = establishment.ports, establishment.signed_in("quality")
    post = ports.references.seal("post", published(establishment, "Mia Mensuelle").number)
    status, path = send(browser, PAGE, month=f"{today(ports):%Y-%m}", size="20")
    path = path.partition("?")[0]
    assert (status, browser.get(f"{path}/controle.pdf").status_code) == (303, 404)
    one = f"{path}/publications/{post}"
    for seen in ("abc", ""):
        assert send(browser, one, where="yes", line="yes", seen=seen)[0] == 422
    status, path = send(browser, one, where="yes", line="no", seen="2")
    assert "Le nombre de personnes diffère." in browser.get(path).text
    path = path.partition("?")[0]
    assert send(browser, path, note="Vu.") == (303, f"{path}?fait=signe")
    assert browser.get(f"{path}/controle.pdf").content.startswith(b"%PDF-")
    auditor = establishment.signed_in("auditor")
    assert auditor.get(path).status_code == 200
    assert json.loads(auditor.get(f"{path}/controle.json").content)["state"] == "closed"
    assert send(auditor, path, note="Moi aussi.")[0] == 404
