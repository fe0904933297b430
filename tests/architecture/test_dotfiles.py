"""The settings for editors and hooks: nothing is fetched from a host, and every generated file is marked."""

import yaml

from deploy.contracts.publication import GENERATED
from tests.architecture.tree import ROOT


def test_hooks_are_local_and_fetch_nothing() -> None:
    settings = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    assert {repository["repo"] for repository in settings["repos"]} == {"local"}
    assert {hook["language"] for each in settings["repos"] for hook in each["hooks"]} <= {"system", "pygrep"}


def test_secrets_that_the_page_on_compose_makes_are_never_committed() -> None:
    assert "deploy/compose/secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_generated_contracts_are_marked_as_generated() -> None:
    marked = (ROOT / ".gitattributes").read_text()
    assert [each for each in GENERATED if f"docs/contracts/{each} linguist-generated" not in marked] == []
