"""What the pages for operators name exists: settings, metrics, entries of logs, checks of the doctor."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.doctor.examination import CHECKS
from deploy.local.settings import LocalSettings
from shared.operations.settings import Settings, WrongSetting, from_environment
from tests.upgrade.release import ANOTHER

ROOT = Path(__file__).parents[3]
OPERATIONS = ROOT / "docs/operations"
PAGES = sorted((ROOT / "docs").rglob("*.md"))
SETTINGS = {f"SINERGI_{name.upper()}" for name in (*Settings.model_fields, *LocalSettings.model_fields)}
COMPOSE = (ROOT / "deploy/compose/compose.yaml").read_text()
PROGRAMS = sorted(path for folder in ("shared", "services", "deploy") for path in (ROOT / folder).rglob("*.py"))
METRIC = re.compile(r'(?:Counter|Gauge|Histogram|Info)\(\s*"(sinergi_\w+)"')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "docs")))
def test_every_setting_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"\bSINERGI_[A-Z0-9_]+[A-Z0-9]\b", page.read_text()))
    # Compose has variables of its own, and so has the test of the upgrade.
    assert {name for name in named - SETTINGS if f"${{{name}:" not in COMPOSE} <= {ANOTHER}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "docs")))
def test_every_value_that_a_page_gives_a_setting_is_accepted(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = []
    for name, value in re.findall(r"\b(SINERGI_[A-Z0-9_]+)=([^\s`|…]+)", page.read_text()):
        if name.removeprefix("SINERGI_").lower() in Settings.model_fields:
            with monkeypatch.context() as given:
                given.setenv(name, value.strip("'\""))
                try:
                    from_environment(Settings)
                except WrongSetting as error:
                    refused.append(str(error))
    assert refused == []


def test_the_page_on_metrics_has_all_of_them() -> None:
    made = {name for path in PROGRAMS for name in METRIC.findall(path.read_text())}
    described = set(_described((OPERATIONS / "metrics.md").read_text(), made))
    assert {name for name in made if not described & {name, f"{name}_total", f"{name}_info"}} == set()


def test_entries_of_logs_that_runbooks_name_are_written_somewhere() -> None:
    words = {
        word
        for page in (OPERATIONS / "runbooks").glob("*.md")
        for word in re.findall(r"`([a-z]+(?:_[a-z]+)+)`", page.read_text())
        if not word.startswith("sinergi_")
    }
    source = "\n".join(path.read_text() for path in PROGRAMS)
    assert {word for word in words if not re.search(rf"\b{word}\b", source)} == set()


def test_the_page_on_the_doctor_has_every_check() -> None:
    listed = re.findall(r"^\| `([a-z ]+)` \|", (OPERATIONS / "doctor.md").read_text(), re.M)
    assert listed == [check.name for check in CHECKS]


def test_every_client_trusts_the_authority_in_ssl_cert_file() -> None:
    # Without the environment, which may name a proxy, a client of httpx2 looks for its authorities elsewhere.
    embedded_only = {"deploy/demo/client.py", "deploy/sinergi/commands/token.py"}
    without_environment = {
        str(path.relative_to(ROOT)): given
        for path in PROGRAMS
        if "trust_env" in path.read_text()
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        if (given := {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}).get("trust_env") == "False"
    }
    assert without_environment.keys() - embedded_only == {"shared/operations/clients.py", "deploy/local/probes.py"}
    assert {path for path, given in without_environment.items() if "verify" not in given} <= embedded_only


def _described(text: str, made: set[str]) -> Iterator[str]:
    """The metrics of the table; `…_epoch` stands behind a name with the same beginning, as long as one exists."""
    for cell in re.findall(r"^\| (`sinergi_[^|]+) \|", text, re.M):
        first, *others = re.findall(r"`([^`]+)`", cell)
        yield first
        words = first.split("_")
        for other in others:
            beginnings = ["_".join(words[:number]) for number in range(len(words), 0, -1)]
            meant = [other.replace("…", beginning) for beginning in beginnings]
            yield next((name for name in meant if name in made), other)
