"""The partners of each agreement, so that a partner reads the programs of its agreements, and no cohorts of others."""

from shared.postgres.migrations import run_sql

revision = "programs_0002"
down_revision = "programs_0001"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE agreement_partner (
    agreement_id uuid NOT NULL,
    partner_id   uuid NOT NULL,
    PRIMARY KEY (agreement_id, partner_id)
);
COMMENT ON TABLE agreement_partner IS 'The partners that signed an agreement, by its event.';
CREATE INDEX agreement_partner_of ON agreement_partner (partner_id);
CREATE INDEX authorisation_agency ON authorisation (agency_id);

CREATE VIEW authorisation_partner AS
SELECT a.program_id, a.scope_item_id, a.agency_id, a.in_force, p.partner_id
FROM authorisation a JOIN agreement_partner p ON p.agreement_id = a.agreement_id
UNION
SELECT program_id, scope_item_id, agency_id, in_force, agency_id FROM authorisation WHERE agency_id IS NOT NULL;
COMMENT ON VIEW authorisation_partner IS 'The partners of each authorisation: those that signed, and its agency.';

CREATE VIEW cohort_partner AS
SELECT DISTINCT cohort.id AS cohort_id, partner.partner_id
FROM cohort
JOIN authorisation_partner AS partner USING (program_id)
WHERE in_force @> started_on
   OR EXISTS (SELECT FROM session WHERE cohort_id = cohort.id AND in_force @> held_on);
COMMENT ON VIEW cohort_partner IS
    'The partners of each cohort: their authorisation was in force when it started or had a session.';

GRANT SELECT, INSERT ON agreement_partner TO {app};
GRANT SELECT ON authorisation_partner, cohort_partner TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
