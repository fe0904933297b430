"""No secret is in any file of the checkout, and one that is planted is found."""

from pathlib import Path

import pytest

from tests.operations.secret_search import copy_checkout, secrets_in

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(1_200)]


async def test_no_file_of_the_checkout_has_a_secret(tmp_path: Path) -> None:
    copy_checkout(tmp_path)
    assert await secrets_in(tmp_path) == ""


async def test_a_planted_secret_is_found(tmp_path: Path) -> None:
    planted = "".join(("ghp_", "x7Qk2mVb9RtL4wZs", "1HcJ8nPd5YfA3GuE6TiO"))
    (tmp_path / "settings.py").write_text(f'token = "{planted}"\n')
    assert "github-pat" in await secrets_in(tmp_path)
