"""The page for users says the limits that there are."""

import re
from pathlib import Path

from shared.operations.settings import Settings
from shared.processes.patience import HEADER_SECONDS
from shared.web.body_limit import LIMIT

PAGE = (Path(__file__).parents[4] / "docs" / "http.md").read_text()


def test_the_limits_of_the_page_are_those_of_the_settings() -> None:
    rows = re.findall(r"\| `SINERGI_([A-Z_]+)` \| (\d+)", PAGE)
    assert {name.lower(): float(value) for name, value in rows} == {
        name: field.default
        for name, field in Settings.model_fields.items()
        if name
        in {"requests_per_minute", "anonymous_requests_per_minute", "request_timeout_seconds", "body_timeout_seconds"}
    }
    assert f"| {LIMIT // 2**20} MiB |" in PAGE
    assert f"| {HEADER_SECONDS:.0f} s |" in PAGE
