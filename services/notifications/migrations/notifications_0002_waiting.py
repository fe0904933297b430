"""The waiting list: unread notices that ask for an action."""

from importlib.resources import files

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import keep_up_to_date

revision = "notifications_0002"
down_revision = "notifications_0001"
branch_labels = None
depends_on = ("waiting_0001",)

# As it was released: the stages of the room `waiting` have changed since.
FOUND = files("services.notifications.migrations").joinpath("notifications_0002_waiting_found.sql").read_text("utf-8")

FUNCTIONS = """
CREATE FUNCTION waiting_beside(changed uuid[]) RETURNS SETOF uuid LANGUAGE sql IMMUTABLE AS $$
SELECT NULL::uuid WHERE false
$$;

CREATE FUNCTION waiting_things() RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM notice WHERE read_at IS NULL AND closed_at IS NULL UNION SELECT about FROM waiting_case
$$;

-- Which facilities a region has is known from their unread notices, which follow them to another region. They are read
-- from one facility to the next by the index.
CREATE INDEX notice_waiting ON notice (region, split_part(desk, ':', 2))
    WHERE read_at IS NULL AND closed_at IS NULL AND severity <> 'information'
        AND split_part(desk, ':', 1) = 'facility';
CREATE FUNCTION waiting_units(regions text[]) RETURNS TABLE (scope_kind text, unit text)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT 'region', unnest(regions)
UNION ALL
SELECT 'facility', here.unit FROM unnest(regions) AS region CROSS JOIN LATERAL (
    WITH RECURSIVE each AS (
        SELECT '' AS unit
        UNION ALL
        SELECT (SELECT split_part(n.desk, ':', 2) FROM notice n
                WHERE n.read_at IS NULL AND n.closed_at IS NULL AND n.severity <> 'information'
                  AND split_part(n.desk, ':', 1) = 'facility' AND n.region = region.region
                  AND split_part(n.desk, ':', 2) > each.unit
                ORDER BY split_part(n.desk, ':', 2) LIMIT 1)
        FROM each WHERE each.unit IS NOT NULL)
    SELECT unit FROM each WHERE unit <> '') AS here
$$;
"""


def upgrade() -> None:
    run_sql(keep_up_to_date(FOUND, {"notice": ("id",)}))
    run_sql(FUNCTIONS)
