"""Nothing is carried beyond the term of its agreement, also where no successor has taken over."""

from shared.postgres.migrations import run_sql

revision = "programs_0005"
down_revision = "programs_0004"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE authorisation ADD COLUMN until date;
COMMENT ON COLUMN authorisation.until IS 'The last day of the agreement''s term; null where it was not noted.';
ALTER TABLE template_gap ADD COLUMN until date;

CREATE OR REPLACE VIEW authorisation_partner AS
SELECT a.program_id, a.scope_item_id, a.agency_id, a.since, least(a.ended_on, a.until + 1) AS ended_on, p.partner_id
FROM authorisation a JOIN agreement_partner p ON p.agreement_id = a.agreement_id
UNION
SELECT program_id, scope_item_id, agency_id, since, least(ended_on, until + 1), agency_id
FROM authorisation WHERE agency_id IS NOT NULL;

GRANT UPDATE (until) ON template_gap TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
