"""Evaluations of agreements with their findings, and the cases in which one is due or open."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "agreements_0026"
down_revision = "agreements_0025"
branch_labels = None
depends_on = None

EVALUATIONS = """
CREATE TABLE evaluation (
    id            uuid PRIMARY KEY,
    title         text NOT NULL,
    keeper_id     uuid NOT NULL,
    zone          text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    period_from   date NOT NULL,
    period_until  date NOT NULL CHECK (period_until >= period_from),
    due_on        date NOT NULL,
    meeting_id    uuid REFERENCES meeting (id),
    state         text NOT NULL CHECK (state IN ('open', 'completed', 'cancelled')),
    opened_on     date NOT NULL,
    completed_on  date,
    cancel_reason text,
    version       integer NOT NULL CHECK (version > 0),
    account       text NOT NULL,
    CHECK ((state = 'completed') = (completed_on IS NOT NULL)),
    CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL))
);
CREATE INDEX evaluation_keeper ON evaluation (keeper_id, id);
COMMENT ON TABLE evaluation IS 'Evaluations of one or many agreements of a keeper, for a period.';

CREATE TABLE evaluation_finding (
    evaluation_id  uuid NOT NULL REFERENCES evaluation (id),
    agreement_id   uuid NOT NULL REFERENCES agreement (id),
    finding        text,
    recommendation text CHECK (recommendation IN ('continue', 'renew', 'addend', 'end')),
    reason         text,
    score_ours     integer CHECK (score_ours BETWEEN 1 AND 5),
    score_partner  integer CHECK (score_partner BETWEEN 1 AND 5),
    partner_letter text,
    figures        jsonb,
    closed_on      date,
    PRIMARY KEY (evaluation_id, agreement_id)
);
CREATE UNIQUE INDEX evaluation_one_open ON evaluation_finding (agreement_id) WHERE closed_on IS NULL;
CREATE INDEX evaluation_finding_agreement ON evaluation_finding (agreement_id);
COMMENT ON TABLE evaluation_finding IS 'The finding and the recommendation about each agreement of an evaluation.';
COMMENT ON COLUMN evaluation_finding.figures IS 'Counts of the period, kept when the evaluation was completed.';
COMMENT ON COLUMN evaluation_finding.closed_on IS 'The day on which the evaluation was completed or cancelled.';

CREATE VIEW evaluation_whole AS
SELECT e.id,
       to_jsonb(e) || jsonb_build_object(
           'keeper', (SELECT to_jsonb(u) FROM (SELECT * FROM any_unit WHERE named_as = e.keeper_id OFFSET 0) AS u),
           'findings', (SELECT coalesce(jsonb_agg(to_jsonb(f) || jsonb_build_object(
                                   'registration_number', a.registration_number, 'title', a.title)
                                   ORDER BY a.registration_number), '[]')
                        FROM evaluation_finding f JOIN agreement a ON a.id = f.agreement_id
                        WHERE f.evaluation_id = e.id)) AS whole
FROM evaluation e;
COMMENT ON VIEW evaluation_whole IS 'An evaluation with its findings as one document.';

CREATE FUNCTION evaluation_figures(agreements uuid[], since date, until date)
RETURNS TABLE (agreement_id uuid, sessions bigint, dues bigint, fulfilled bigint, overdue bigint, waived bigint)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT a.id,
       (SELECT count(DISTINCT s.session_id)
        FROM scope_item i JOIN session_credit c ON c.scope_item_id = i.id JOIN reported_session s USING (session_id)
        WHERE i.agreement_id = a.id AND s.held_on BETWEEN since AND until),
       count(d.id),
       count(d.id) FILTER (WHERE d.waived_on IS NULL AND d.delivered >= d.quantity),
       count(d.id) FILTER (WHERE d.waived_on IS NULL AND d.delivered < d.quantity),
       count(d.id) FILTER (WHERE d.waived_on IS NOT NULL)
FROM agreement a LEFT JOIN obligation_due d ON d.agreement_id = a.id AND d.due_on BETWEEN since AND until
WHERE a.id = ANY (agreements) GROUP BY a.id
$$;
COMMENT ON FUNCTION evaluation_figures IS 'The sessions and dues of agreements in a period.';

GRANT SELECT, INSERT, UPDATE ON evaluation, evaluation_finding TO {app};
GRANT SELECT ON evaluation_whole TO {app};
"""

# Processes of v0.2.0 cannot show a list that has an unknown kind. They serve until the upgrade is complete, so
# evaluations that are due before are shown from the day after it on.
WATCH = """
CREATE TABLE evaluation_watch (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    from_day date NOT NULL
);
COMMENT ON TABLE evaluation_watch IS 'The day from which evaluations that are due are shown as cases.';
INSERT INTO evaluation_watch (from_day)
SELECT CASE WHEN EXISTS (SELECT FROM agreement) THEN current_date + 1 ELSE '-infinity' END;
GRANT SELECT ON evaluation_watch TO {app};
"""


def upgrade() -> None:
    run_sql(EVALUATIONS)
    run_sql(WATCH)
    # The cases come with agreements_0031, which finds all of them again.
    run_sql(noted_in({"evaluation_finding": ("agreement_id",)}))
