"""Proposed editions, and wrong addresses of accounts, are waiting cases of the keepers."""

from services.notifications.waiting.queries import FOUND, THINGS
from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew, noted_in, things_anew

revision = "notifications_0013"
down_revision = "notifications_0012"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE recipient_way ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid();
COMMENT ON COLUMN recipient_way.id IS 'By it a keeper names an address without its account; it stays for the channel.';
"""

BESIDE = """
-- Another edition that comes into force makes the trials of the proposals out of date.
CREATE OR REPLACE FUNCTION waiting_beside(changed uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM letter WHERE notice_id = ANY (changed)
UNION ALL
SELECT id FROM edition WHERE state = 'proposed' AND EXISTS (SELECT FROM edition WHERE id = ANY (changed))
$$;
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(found_anew(FOUND))
    run_sql(noted_in({"edition": ("id",), "recipient_way": ("id",)}))
    run_sql(BESIDE)
    run_sql(things_anew(THINGS))
