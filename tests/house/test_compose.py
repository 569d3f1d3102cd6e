"""The compose file and the image are sound by what can be checked without an engine."""

import re
from typing import Any

import compose_spec
import pytest
import yaml

from service.notices.smtp import read_smtp_address
from tests.house.source import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]


def test_the_compose_file_follows_the_compose_specification() -> None:
    parsed = compose_spec.PyCompose.from_yaml(COMPOSE)
    assert sorted(parsed.service_names()) == ["aval", "mailpit", "postgres"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_says_when_it_is_well_and_starts_again_when_it_is_not(service: str) -> None:
    assert SERVICES[service]["restart"] == "unless-stopped"
    assert SERVICES[service]["healthcheck"]["test"]


def test_no_password_stands_in_the_environment_or_in_an_address() -> None:
    settings = [f"{k}={v}" for service in SERVICES.values() for k, v in service["environment"].items()]
    assert [s for s in settings if re.search(r"://[^/@]*:[^/@]*@|(PASSWORD|SECRET|KEY)=", s)] == []


def test_only_this_machine_reaches_the_service_and_nobody_the_database() -> None:
    assert SERVICES["aval"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in SERVICES["postgres"]
    assert SERVICES["mailpit"]["ports"] == ["127.0.0.1:8025:8025"]


def test_courriels_are_handed_to_a_service_of_the_file_unless_another_is_named() -> None:
    found = re.search(r":-(smtp://(\w+):\d+)}", SERVICES["aval"]["environment"]["AVAL_SMTP_URL"])
    assert found
    assert found[2] in SERVICES
    assert read_smtp_address(found[1]).port == 1025


def test_a_stolen_data_volume_does_not_hold_the_keys() -> None:
    places = dict(volume.split(":") for volume in SERVICES["aval"]["volumes"])
    data = re.search(r"AVAL_DATA_DIR=(\S+)", DOCKERFILE)
    kek = re.search(r"AVAL_KEK_FILE=(\S+)/kek", DOCKERFILE)
    assert data
    assert kek
    assert (places["data"], places["keys"]) == (data[1], kek[1])


def test_the_image_copies_only_what_exists_and_what_the_ignore_file_lets_through() -> None:
    let_through = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert f"!{name}" in let_through


def test_the_image_serves_as_an_ordinary_user() -> None:
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)[-1] != "root"
