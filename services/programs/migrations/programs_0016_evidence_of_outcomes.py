"""Evidence of outcomes, and answers to evaluations that follow outcomes."""

from shared.postgres.migrations import run_sql

revision = "programs_0016"
down_revision = "programs_0015"
branch_labels = None
depends_on = None

SQL = """
-- safe since v0.2.0: the table came after this release.
ALTER TABLE evidence ALTER COLUMN session_id DROP NOT NULL;
-- safe since v0.2.0: the table came after this release.
ALTER TABLE evidence
    ADD COLUMN outcome_id uuid REFERENCES outcome,
    ADD CONSTRAINT evidence_of_one CHECK (num_nonnulls(session_id, outcome_id) = 1);
COMMENT ON TABLE evidence IS 'Photos and minutes of sessions and outcomes; the row stays when the content is erased.';
CREATE INDEX evidence_of_outcome ON evidence (outcome_id, id);
-- safe since v0.2.0: the column came after this release.
CREATE UNIQUE INDEX evidence_same_of_outcome ON evidence (outcome_id, sha256) WHERE erased_at IS NULL;

-- Beside `session_day_changed`: an outcome counts on its last day.
CREATE FUNCTION outcome_day_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
    INSERT INTO changed_session_day (facility_id, held_on)
    SELECT p.facility_id, day FROM program p, unnest(ARRAY[NEW.until, OLD.until]) AS day
    WHERE p.id = NEW.program_id AND day IS NOT NULL GROUP BY p.facility_id, day;
    RETURN NULL;
END
$body$;
CREATE TRIGGER outcome_day_changed AFTER INSERT OR UPDATE ON outcome
    FOR EACH ROW EXECUTE FUNCTION outcome_day_changed();
COMMENT ON TABLE changed_session_day IS
    'Days whose sessions or outcomes have changed, until the answers of that day are counted.';
"""


def upgrade() -> None:
    run_sql(SQL)
