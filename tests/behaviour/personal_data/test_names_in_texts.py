"""Names, references and addresses that people write are stored where they were written, and nowhere else."""

from fnmatch import fnmatchcase

import asyncpg
import pytest

from tests.behaviour.client import SERVICES, Sinergi
from tests.behaviour.office import Office
from tests.behaviour.personal_data.free_texts import free_texts
from tests.behaviour.personal_data.locations import columns
from tests.behaviour.personal_data.recorded_values import RecordedValues
from tests.behaviour.personal_data.scan import kinds, leaks
from tests.behaviour.personal_data.writer import Writer

pytestmark = pytest.mark.part("common", one_in=2)

OUTSIDE_BODIES = {
    "agreements/NewPartner.name of an individual",
    *(
        f"files/{field}"
        for field in ("names.name", "names.register_number", "names.refused", "sdp.name", "sdp.refused")
    ),
    "headers/Content-Disposition",
    "headers/Idempotency-Key",
    "headers/X-Correlation-Id",
    "query/name",
}
TEXTS = {name for name, kind in kinds().items() if kind.fields}


def test_every_text_that_accepts_a_name_is_in_the_allow_list_once() -> None:
    listed = [field for kind in kinds().values() for field in kind.fields]
    assert len(set(listed)) == len(listed)
    assert set(listed) - OUTSIDE_BODIES == set().union(*(free_texts(service) for service in SERVICES))


async def test_the_allow_list_names_existing_columns(sinergi: Sinergi) -> None:
    database = await asyncpg.connect(sinergi.sources().settings.admin_database_url())
    try:
        existing = [location.name async for location in columns(database)]
    finally:
        await database.close()
    listed = {at for kind in kinds().values() for allowed in kind.allowed_in for at in allowed.at if "/" not in at}
    assert [at for at in listed if not any(fnmatchcase(name, at) for name in existing)] == []


async def test_a_name_is_found_only_where_it_was_written(sinergi: Sinergi, office: Office, directorate: str) -> None:
    assert office.directorate == directorate
    recorded = RecordedValues()
    await Writer(office, recorded).write_everywhere()
    assert set(recorded.values) == {field for kind in kinds().values() for field in kind.fields}
    await _last_notice_issued(sinergi, office)
    for kind, values in recorded.values.items():
        sinergi.recorded.values[kind] |= values
    found = await leaks(sinergi.sources(), recorded, TEXTS)
    assert [leak.sentence for leak in found] == []


async def _last_notice_issued(sinergi: Sinergi, office: Office) -> None:
    """Wait for the notices of the extension; anything later is found by the scan at the end of the run."""

    async def issued() -> None:
        inbox = (await sinergi.notifications.get("/inbox?limit=200", office.officer)).json()["items"]
        assert "agreement_extended" in {notice["rule"] for notice in inbox}

    await sinergi.eventually(issued)
