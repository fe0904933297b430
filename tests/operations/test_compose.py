"""The compose file, as the tool itself reads it. Nothing is started: the images of others cannot be had in tests."""

import json
import os
import subprocess
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest

from deploy.doctor.checks.settings import find
from deploy.image.debian import Package, unpacked_tool
from deploy.installation.environment import settings_of
from deploy.sinergi.commands.run import PROCESSES
from shared.operations.settings import Settings

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy/compose"
PAGE = ROOT / "docs/operations/compose.md"
TOOL = Package("docker-compose", "2.26.1-4", "47681197cb2b1ab88206b42a1a92fc75f50d9530a6322d03494a473eed0408ea")
PROFILES = ("mail", "s3", "identity", "alerts")
GIVEN = {
    "SINERGI_TOKEN_ISSUER": "https://masuk.example/realm",
    "SINERGI_JWKS_URL": "https://masuk.example/keys",
    "SINERGI_PUBLIC_ORIGIN": "https://sinergi.example",
}


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    scratch = tmp_path_factory.mktemp("compose")
    program = unpacked_tool(TOOL, scratch, "trixie") / "usr/libexec/docker/cli-plugins/docker-compose"
    profiles = [part for name in PROFILES for part in ("--profile", name)]
    command = [str(program), "--file", str(FOLDER / "compose.yaml"), *profiles, "config", "--format", "json"]
    done = subprocess.run(command, env=os.environ | GIVEN, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def services(composed: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = composed["services"]
    return found


def test_every_process_is_described_and_has_no_rights(services: Mapping[str, Any]) -> None:
    for service, kind in PROCESSES:
        described = services[f"{service}-{kind}"]
        assert described["command"] == ["run", service, kind]
        assert described["read_only"]
        assert described["cap_drop"] == ["ALL"]
        assert described["security_opt"] == ["no-new-privileges:true"]
        assert described["healthcheck"]["test"][0] == "CMD"
        assert described["depends_on"]["set-up"]["condition"] == "service_completed_successfully"


def test_everything_that_stays_has_a_health_check(services: Mapping[str, Any]) -> None:
    assert [name for name, each in services.items() if "test" not in each.get("healthcheck", {})] == ["set-up"]


async def test_the_page_names_what_the_doctor_finds_in_these_settings(services: Mapping[str, Any]) -> None:
    given = {name: value for name, value in services["agreements-api"]["environment"].items() if value is not None}
    # The folder of secrets is inside the containers.
    found = [each.what async for each in find(settings_of(given)) if not each.what.startswith("secrets are missing")]
    page = PAGE.read_text()
    assert len(found) == 2
    assert [what for what in found if what.partition(":")[0] not in page] == []


def test_nobody_else_gets_the_address_of_the_door(composed: Mapping[str, Any]) -> None:
    door = composed["services"]["front-api"]
    believed = composed["services"]["agreements-api"]["environment"]["SINERGI_PROXIES"].split(",")
    assert believed == [door["networks"][name]["ipv4_address"] for name in ("inside", "outside")]
    for name, address in zip(("inside", "outside"), believed, strict=True):
        (given,) = composed["networks"][name]["ipam"]["config"]
        assert ip_address(address) in ip_network(given["subnet"])
        assert ip_address(address) not in ip_network(given["ip_range"])
    # A reverse proxy on this machine comes from the gateway.
    assert door["environment"]["SINERGI_PROXIES"] == composed["networks"]["outside"]["ipam"]["config"][0]["gateway"]


def test_the_bucket_of_the_profile_is_made_on_a_new_volume(services: Mapping[str, Any]) -> None:
    files = services["files"]
    assert 'mkdir -p /data/iam "/data/root/$$BUCKET"' in files["entrypoint"][2]
    assert files["environment"]["BUCKET"] == Settings().files_s3_bucket
    assert files["command"][-1] == "/data/root"


def test_only_the_door_is_open_to_the_machine(services: Mapping[str, Any]) -> None:
    profiles = {"mail", "files", "identity", "prometheus", "alertmanager"}
    assert [name for name, each in services.items() if each.get("ports") and name not in profiles] == ["front-api"]
    outside = {name for name, each in services.items() if "outside" in each["networks"]}
    # They send to others, or fetch the keys of the identity provider.
    assert outside - profiles == {f"{service}-{kind}" for service, kind in PROCESSES if kind != "worker"}
