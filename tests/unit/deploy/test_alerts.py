"""Alerts: each names metrics that exist, and a runbook with four parts."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY

ROOT = Path(__file__).parents[3]
GROUPS = yaml.safe_load((ROOT / "deploy/alerts/sinergi.yml").read_text())["groups"]
ALERTS: list[dict[str, Any]] = [rule for group in GROUPS for rule in group["rules"]]
MODULES = (
    "shared.events.metrics",
    "shared.access.positions_freshness",
    "shared.processes.process",
    "services.agreements.vigilance.jobs",
    "services.notifications.delivery.sender.bounces",
    "services.notifications.webhooks.jobs.sender",
    "services.notifications.webhooks.jobs.sending",
    *(f"services.{service}.gauges" for service in ("agreements", "programs", "notifications")),
)
PARTS = ["## Look at", "## Do", "## Avoid"]


def metrics() -> set[str]:
    for module in MODULES:
        importlib.import_module(module)
    kinds = {"counter": ("_total",), "info": ("_info",), "histogram": ("_bucket", "_sum", "_count")}
    return {f"{each.name}{end}" for each in REGISTRY.collect() for end in kinds.get(each.type, ("",))}


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\bsinergi_\w+", text))


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: str(alert["alert"]))
def test_an_alert_names_metrics_that_exist_and_its_runbook(alert: dict[str, Any]) -> None:
    assert names_in(alert["expr"]) <= metrics()
    assert alert["labels"]["severity"] in {"page", "ticket"}
    slug = re.sub(r"(?<!^)(?=[A-Z])", "-", alert["alert"]).lower()
    assert alert["annotations"]["runbook"] == f"docs/operations/runbooks/{slug}.md"
    runbook = (ROOT / alert["annotations"]["runbook"]).read_text()
    assert runbook.startswith(f"# {alert['alert']}\n")
    assert re.findall(r"^## .*", runbook, re.MULTILINE) == PARTS


def test_every_runbook_has_an_alert_and_a_line_in_the_list() -> None:
    folder = ROOT / "docs/operations/runbooks"
    pages = {page.name for page in folder.glob("*.md")} - {"README.md"}
    assert pages == {Path(alert["annotations"]["runbook"]).name for alert in ALERTS}
    assert set(re.findall(r"\]\(([a-z-]+\.md)\)", (folder / "README.md").read_text())) == pages


def test_a_metric_that_does_not_exist_is_found() -> None:
    assert names_in("max by (service) (sinergi_relay_mood) > 1") - metrics() == {"sinergi_relay_mood"}


def test_every_metric_of_the_page_exists() -> None:
    page = (ROOT / "docs/operations/metrics.md").read_text()
    known = metrics()
    # The page names a histogram without the ends of its series.
    assert {name for name in names_in(page) if name not in known and f"{name}_bucket" not in known} == set()
