"""Which partners an agreement binds, so that each sees the programs that it carries."""

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
COMMENT ON TABLE agreement_partner IS 'The partners that signed an agreement, as its event said.';
CREATE INDEX agreement_partner_of ON agreement_partner (partner_id);
CREATE INDEX authorisation_agency ON authorisation (agency_id);

CREATE VIEW authorisation_partner AS
SELECT a.program_id, a.scope_item_id, a.agency_id, a.since, a.ended_on, p.partner_id
FROM authorisation a JOIN agreement_partner p ON p.agreement_id = a.agreement_id
UNION
SELECT program_id, scope_item_id, agency_id, since, ended_on, agency_id FROM authorisation WHERE agency_id IS NOT NULL;
COMMENT ON VIEW authorisation_partner IS 'Whom each authorisation concerns: the partners who signed, and its agency.';

GRANT SELECT, INSERT ON agreement_partner TO {app};
GRANT SELECT ON authorisation_partner TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
