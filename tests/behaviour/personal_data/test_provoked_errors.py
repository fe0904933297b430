"""An error of the database that quotes a row: neither the answer nor any log repeats it."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from deploy.installation.environment import settings_of
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import problem, register_partner
from tests.behaviour.personal_data.recorded_values import RecordedValues
from tests.behaviour.personal_data.scan import leaks

pytestmark = pytest.mark.part("common", one_in=2)

KIND = "participant"
REFUSE = "ALTER TABLE agreements.partner ADD CONSTRAINT provoked CHECK (name !~ 'Kenari-') NOT VALID"


@pytest.fixture
async def database(sinergi: Sinergi) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """The database, while it refuses partners with a name that the scan makes up."""
    database = await asyncpg.connect(settings_of(sinergi.stack.environment()).admin_database_url())
    await database.execute(REFUSE)
    yield database
    await database.execute("ALTER TABLE agreements.partner DROP CONSTRAINT provoked")
    await database.close()


async def test_an_error_that_quotes_a_row_repeats_it_nowhere(
    sinergi: Sinergi, database: "asyncpg.Connection[Any]"
) -> None:
    recorded = RecordedValues()
    name = recorded.new_name(KIND)
    # A row that the statement can change.
    await register_partner(sinergi, {"name": f"Mitra Contoh {uuid4()}", "category": "community_group"})
    with pytest.raises(asyncpg.CheckViolationError) as quoting:
        await database.execute("UPDATE agreements.partner SET name = $1 WHERE merged_into IS NULL", name)
    assert name in str(quoting.value.detail)
    partner = {"name": name, "category": "community_group"}
    problem(await sinergi.agreements.post("/partners", partner, OPERATOR), 500, "unexpected")
    assert await leaks(sinergi.sources(), recorded, [KIND]) == []
    # Both logs state which rule was broken.
    for log in ("agreements-api", "postgres"):
        assert "provoked" in sinergi.stack.folder.log(log).read_text()
