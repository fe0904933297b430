"""Decisions not to extend, fields renamed and closed, answers to evaluations; the cases of all of it."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "agreements_0028"
down_revision = "agreements_0027"
branch_labels = None
depends_on = None

ENDS = """
CREATE TABLE expiry_decision (
    agreement_id   uuid NOT NULL REFERENCES agreement (id),
    in_force_until date NOT NULL,
    reason         text NOT NULL CHECK (reason IN (
                       'purpose_achieved', 'too_little_done', 'partner_declines', 'covered_elsewhere', 'no_budget')),
    decided_on     date NOT NULL,
    account        text NOT NULL,
    PRIMARY KEY (agreement_id, in_force_until)
);
COMMENT ON TABLE expiry_decision IS 'Decisions to let an agreement end on its last day; another day needs another.';
GRANT SELECT, INSERT ON expiry_decision TO {app};
"""

FIELDS = """
ALTER TABLE field
    ADD COLUMN renamed boolean NOT NULL DEFAULT false,
    ADD COLUMN closed boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN field.renamed IS 'Renamed by command: a newer shipped tree keeps its name.';
COMMENT ON COLUMN field.closed IS 'Closed by command: a newer shipped tree does not bring it back.';
"""

ANSWERS = """
ALTER TABLE evaluation
    ADD COLUMN edition integer NOT NULL DEFAULT 1 CHECK (edition > 0),
    ADD COLUMN answers jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN completed_event uuid;
COMMENT ON COLUMN evaluation.completed_event IS 'The event that has announced it, which a correction names.';
COMMENT ON COLUMN evaluation.answers IS 'What the facilities had answered when it was completed.';

CREATE TABLE evaluation_answer (
    evaluation_id uuid NOT NULL REFERENCES evaluation (id),
    facility_id   uuid NOT NULL,
    version       integer NOT NULL CHECK (version > 0),
    counted_up_to timestamptz NOT NULL,
    sessions      integer NOT NULL CHECK (sessions >= 0),
    participants  integer CHECK (participants >= 0),
    outputs       integer CHECK (outputs >= 0),
    PRIMARY KEY (evaluation_id, facility_id)
);
COMMENT ON TABLE evaluation_answer IS 'The counts of each facility for an evaluation, as programs has answered.';
COMMENT ON COLUMN evaluation_answer.participants IS 'Null: withheld, because they are few.';

CREATE FUNCTION evaluation_answers(asked uuid)
RETURNS TABLE (facility_id uuid, facility text, counted_up_to timestamptz, sessions integer, participants integer,
               outputs integer)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT u.id, u.name, a.counted_up_to, a.sessions, a.participants, a.outputs
FROM unit u LEFT JOIN evaluation_answer a ON a.evaluation_id = asked AND a.facility_id = u.id
WHERE u.id IN (SELECT f.facility_id FROM evaluation_finding e JOIN agreement_facility f USING (agreement_id)
               WHERE e.evaluation_id = asked)
ORDER BY u.name
$$;
COMMENT ON FUNCTION evaluation_answers IS 'What the facilities of the agreements of an evaluation have answered.';

CREATE TABLE evaluation_edition (
    evaluation_id uuid NOT NULL REFERENCES evaluation (id),
    edition       integer NOT NULL CHECK (edition > 0),
    content       jsonb NOT NULL,
    reason        text NOT NULL,
    corrected_on  date NOT NULL,
    PRIMARY KEY (evaluation_id, edition)
);
COMMENT ON TABLE evaluation_edition IS 'Editions that a correction has replaced, as they were signed off.';

GRANT SELECT, INSERT, UPDATE, DELETE ON evaluation_answer TO {app};
GRANT SELECT, INSERT ON evaluation_edition TO {app};
"""


def upgrade() -> None:
    run_sql(ENDS)
    run_sql(FIELDS)
    run_sql(ANSWERS)
    # The cases come with agreements_0031, which finds all of them again.
    run_sql(noted_in({"expiry_decision": ("agreement_id",)}))
