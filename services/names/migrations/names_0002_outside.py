"""Readings of names that an outside resolver keeps."""

from alembic import op
from sqlalchemy import text

from shared.postgres.migrations import run_sql

revision = "names_0002"
down_revision = "names_0001"
branch_labels = None
depends_on = None

SQL = """
CREATE FUNCTION record_reading(facility uuid, given uuid[], reason text, read_at timestamptz, reader text,
                               acting_as text, correlation text)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = names, pg_temp AS $body$
    INSERT INTO reading (facility_id, participants, purpose, at, account, capability, correlation_id)
    SELECT facility, given, reason, read_at, reader, acting_as, correlation WHERE cardinality(given) > 0
$body$;

-- safe since v0.2.0: the function came after this release.
REVOKE ALL ON FUNCTION record_reading FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_reading TO {programs_app};
"""


def upgrade() -> None:
    owner = op.get_bind().execute(text("SELECT current_user")).scalar_one()
    run_sql(SQL.replace("{programs_app}", owner.removesuffix("names_owner") + "programs_app"))
