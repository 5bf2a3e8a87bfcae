"""The public service, as far as it can be judged without a container engine."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("web", "live", "worker", "beat", "migrate")
LASTING = [name for name in SERVICES if name != "migrate"]


@pytest.mark.parametrize("name", LASTING)
def test_every_lasting_service_tells_its_health_and_comes_back(name: str) -> None:
    assert "test" in SERVICES[name]["healthcheck"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_our_services_have_no_power_they_do_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", OURS)
def test_our_services_run_what_is_there(name: str) -> None:
    command = SERVICES[name]["command"][0]
    assert command == "python" or (ROOT / command).stat().st_mode & 0o111


def test_no_secret_is_written_down() -> None:
    secrets = SERVICES["web"]["environment"]
    for name in ("SECRET_KEY", "EMAIL_URL", "SITE_URL"):
        assert secrets[name].startswith("${" + name + ":?"), name
    assert "${DATABASE_PASSWORD:?" in secrets["DATABASE_URL"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_the_image_is_not_run_as_root_and_checks_what_it_installs() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("USER app") > max(
        number for number, line in enumerate(lines) if line.startswith("RUN")
    )
    assert any("--require-hashes" in line for line in lines)


def test_every_variable_of_the_settings_is_explained() -> None:
    settings = (ROOT / "coproduction" / "settings.py").read_text(encoding="utf-8")
    explained = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    names = {line.split('"')[1] for line in settings.split("env.")[1:] if '"' in line.split(")")[0]}
    names -= {"TEST_ON_DISK", "PORT"}
    assert {name for name in names if f"`{name}`" not in explained} == set()


def test_the_image_holds_every_folder_the_settings_name() -> None:
    settings = (ROOT / "coproduction" / "settings.py").read_text(encoding="utf-8")
    taken = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    folders = {part.split('"')[1] for part in settings.split("BASE_DIR / ")[1:] if part.startswith('"')}
    assert {"templates", "locale", "static"} <= folders
    assert {f"!{folder}" for folder in folders - {"var"}} <= set(taken)
