"""Which partners each cohort concerns, so that nobody counts the participants of others."""

from shared.postgres.migrations import run_sql

revision = "programs_0003"
down_revision = "programs_0002"
branch_labels = None
depends_on = None

SQL = """
CREATE VIEW cohort_partner AS
SELECT DISTINCT cohort.id AS cohort_id, partner.partner_id
FROM cohort
JOIN authorisation_partner AS partner USING (program_id)
CROSS JOIN LATERAL (
    SELECT started_on AS day UNION ALL SELECT held_on FROM session WHERE cohort_id = cohort.id
) AS active
WHERE since <= day AND (ended_on IS NULL OR day < ended_on);
COMMENT ON VIEW cohort_partner IS
    'Whom each cohort concerns: the partners whose authorisation was in force when it started or was taught.';

GRANT SELECT ON cohort_partner TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
