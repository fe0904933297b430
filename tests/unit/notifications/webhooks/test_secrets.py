"""Without the key of webhooks, a secret is not shown, and the client is asked to try again."""

from pathlib import Path
from uuid import UUID

import pytest

from services.notifications.webhooks.queries.secrets import derive_secret
from shared.operations.settings import Settings
from shared.web.problems.kinds import kind_of
from shared.web.problems.refusals import TryAgain


def test_a_missing_key_is_answered_as_a_fault_that_passes(tmp_path: Path) -> None:
    settings = Settings(secrets_dir=tmp_path)
    with pytest.raises(TryAgain):
        derive_secret(settings, UUID(int=1), 1)
    assert kind_of(TryAgain).status == 503
    (tmp_path / "webhooks_key").write_text("a" * 64)
    assert derive_secret(settings, UUID(int=1), 1).startswith("whsec_")
