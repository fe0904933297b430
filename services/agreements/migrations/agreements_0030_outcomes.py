"""Outputs and performances as activity, and the event that announced the first activity of an agreement."""

from shared.postgres.migrations import run_sql

revision = "agreements_0030"
down_revision = "agreements_0029"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE reported_outcome (
    outcome_id uuid PRIMARY KEY,
    program_id uuid NOT NULL REFERENCES reported_program (program_id),
    kind       text NOT NULL CHECK (kind IN ('output', 'performance')),
    day        date NOT NULL,
    product    text,
    quantity   numeric(13, 3),
    unit       text,
    value      bigint,
    CHECK ((kind = 'output') = (product IS NOT NULL) AND (product IS NULL) = (quantity IS NULL)
           AND (quantity IS NULL) = (unit IS NULL))
);
COMMENT ON TABLE reported_outcome IS 'Outputs and performances of programs, as reported.';
COMMENT ON COLUMN reported_outcome.day IS 'The last day on which it can have been made or given.';
COMMENT ON COLUMN reported_outcome.value IS 'In rupiah; null: not known.';

CREATE TABLE outcome_credit (
    scope_item_id uuid NOT NULL REFERENCES scope_item (id),
    outcome_id    uuid NOT NULL REFERENCES reported_outcome (outcome_id),
    PRIMARY KEY (scope_item_id, outcome_id)
);
CREATE INDEX outcome_credit_outcome ON outcome_credit (outcome_id);
COMMENT ON TABLE outcome_credit IS 'The scope items that an outcome fulfils.';

CREATE VIEW scope_item_activity AS
SELECT scope_item_id, held_on AS day FROM session_credit JOIN reported_session USING (session_id)
UNION ALL
SELECT scope_item_id, day FROM outcome_credit JOIN reported_outcome USING (outcome_id);
COMMENT ON VIEW scope_item_activity IS 'The days on which something was delivered under a scope item.';

ALTER TABLE agreement ADD COLUMN first_activity_event uuid;
COMMENT ON COLUMN agreement.first_activity_event IS
    'The event that announced the first activity; null: none, or it was emitted before its id was kept.';

GRANT SELECT, INSERT, DELETE ON reported_outcome, outcome_credit TO {app};
GRANT UPDATE (day, product, quantity, unit, value) ON reported_outcome TO {app};
GRANT SELECT ON scope_item_activity TO {app};
GRANT DELETE ON dormant_spell TO {app};
"""

# The search for dormant agreements of `agreements_0021` looks at sessions only; the rest of the function stays.
SEARCH = """
DO $$
DECLARE
    sessions CONSTANT text := 'JOIN session_credit e ON e.scope_item_id = s.id
                   JOIN reported_session r USING (session_id)
                   WHERE s.agreement_id = a.id AND r.held_on >=';
    activity CONSTANT text := 'JOIN scope_item_activity y ON y.scope_item_id = s.id
                   WHERE s.agreement_id = a.id AND y.day >=';
    found    CONSTANT text := pg_get_functiondef('agreements_found'::regproc);
BEGIN
    IF position(sessions IN found) = 0 THEN
        RAISE EXCEPTION 'agreements_found has another text';
    END IF;
    EXECUTE replace(found, sessions, activity);
END $$;
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(SEARCH)
