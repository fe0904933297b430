from uuid import uuid4

import asyncpg

from services.agreements.register.queries import partners
from tests.behaviour.office import Office


async def test_explain(office: Office) -> None:
    for _ in range(3):
        await office.draft()
    db = await asyncpg.connect(office.sinergi.sources().settings.admin_database_url())
    try:
        await db.execute("SET search_path = agreements, public; SET enable_seqscan = off")
        for sql, args in ((partners._SHOW, (False, [], False, [uuid4()], ["JATENG"], uuid4())),):
            rows = await db.fetch("EXPLAIN (ANALYZE, VERBOSE FALSE) " + sql, *args)
            print("\n".join(r[0] for r in rows))
    finally:
        await db.close()
