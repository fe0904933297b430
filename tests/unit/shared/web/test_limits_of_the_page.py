"""The page for client programs has the limits of the settings."""

import re
from pathlib import Path

from shared.access.tokens import MAX_TOKEN_CHARACTERS
from shared.operations.settings import Settings
from shared.processes.header_timeout import HEADER_TIMEOUT_SECONDS, MAX_HEADER_BYTES
from shared.web.body_limit import LIMIT

SETTINGS = {
    "requests_per_minute",
    "anonymous_requests_per_minute",
    "request_timeout_seconds",
    "body_timeout_seconds",
    "pool_timeout_seconds",
    "files_max_megabytes",
    "files_upload_timeout_seconds",
}
PAGE = (Path(__file__).parents[4] / "docs" / "http.md").read_text()


def test_the_limits_of_the_page_are_those_of_the_settings() -> None:
    rows = re.findall(r"\| `SINERGI_([A-Z_]+)` \| (\d+)", PAGE)
    assert {name.lower(): float(value) for name, value in rows} == {
        name: field.default for name, field in Settings.model_fields.items() if name in SETTINGS
    }
    assert f"| {LIMIT // 2**20} MiB |" in PAGE
    assert f"| {HEADER_TIMEOUT_SECONDS:.0f} s |" in PAGE
    assert f"| {MAX_HEADER_BYTES // 2**10} KiB |" in PAGE
    assert f"| {MAX_TOKEN_CHARACTERS:,} characters |" in PAGE
