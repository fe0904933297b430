"""Months that facilities owe, their answers to evaluations, and the names of offices beside measures."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "programs_0014"
down_revision = "programs_0013"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE due_month (
    id                 uuid PRIMARY KEY,
    facility_id        uuid    NOT NULL REFERENCES facility,
    month              date    NOT NULL CHECK (extract(day FROM month) = 1),
    month_indonesian   text    NOT NULL,
    month_english      text    NOT NULL,
    due_on             date    NOT NULL CHECK (due_on > month),
    region_due_on      date    NOT NULL CHECK (region_due_on > due_on),
    activities         integer NOT NULL CHECK (activities >= 0),
    silent_on          date,
    region_asked_on    date,
    closed_on          date,
    version            integer NOT NULL CHECK (version >= 0),
    UNIQUE (facility_id, month),
    CHECK (region_asked_on IS NULL OR silent_on IS NOT NULL)
);
COMMENT ON TABLE due_month IS 'Months that are over, of facilities with a program in them; the head owes a closing.';
COMMENT ON COLUMN due_month.silent_on IS 'Since when the facility is asked, because nothing was entered.';
CREATE INDEX due_month_open ON due_month (due_on) WHERE closed_on IS NULL;

ALTER TABLE session ADD COLUMN recorded_at timestamptz;
ALTER TABLE session ALTER COLUMN recorded_at SET DEFAULT clock_timestamp();
COMMENT ON COLUMN session.recorded_at IS 'Null: recorded before this column existed.';

CREATE TABLE evaluation_request (
    evaluation_id uuid PRIMARY KEY,
    period_from   date    NOT NULL,
    period_until  date    NOT NULL CHECK (period_until >= period_from),
    due_on        date    NOT NULL,
    agreements    uuid[]  NOT NULL
);
COMMENT ON TABLE evaluation_request IS 'Evaluations of agreements, which ask each facility for its counts.';
CREATE INDEX evaluation_request_due ON evaluation_request (due_on);

CREATE TABLE evaluation_answer (
    evaluation_id uuid        NOT NULL REFERENCES evaluation_request,
    facility_id   uuid        NOT NULL REFERENCES facility,
    answer        jsonb       NOT NULL,
    counted_up_to timestamptz NOT NULL,
    version       integer     NOT NULL CHECK (version > 0),
    stale         boolean     NOT NULL,
    PRIMARY KEY (evaluation_id, facility_id)
);
COMMENT ON TABLE evaluation_answer IS 'The last answer of each facility, as it was published.';
CREATE INDEX evaluation_answer_at ON evaluation_answer (facility_id);
CREATE INDEX evaluation_answer_stale ON evaluation_answer (evaluation_id, facility_id) WHERE stale;

CREATE TABLE changed_session_day (
    facility_id uuid NOT NULL,
    held_on     date NOT NULL
);
COMMENT ON TABLE changed_session_day IS 'Days whose sessions have changed, until the answers of that day are counted.';

-- Rows are only added here and taken away by jobs, so those who record sessions never wait for each other.
CREATE FUNCTION session_day_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
    INSERT INTO changed_session_day (facility_id, held_on)
    SELECT p.facility_id, day FROM program p, unnest(ARRAY[NEW.held_on, OLD.held_on]) AS day
    WHERE p.id = NEW.program_id AND day IS NOT NULL GROUP BY p.facility_id, day;
    INSERT INTO changed_month (facility_id, month)
    SELECT p.facility_id, date_trunc('month', day)::date FROM program p, unnest(ARRAY[NEW.held_on, OLD.held_on]) AS day
    WHERE p.id = NEW.program_id AND day IS NOT NULL GROUP BY 1, 2;
    RETURN NULL;
END
$body$;
CREATE TRIGGER session_day_changed AFTER INSERT OR UPDATE ON session
    FOR EACH ROW EXECUTE FUNCTION session_day_changed();

CREATE TABLE month_presence (
    facility_id    uuid NOT NULL,
    month          date NOT NULL,
    participant_id uuid NOT NULL,
    PRIMARY KEY (facility_id, month, participant_id)
);
COMMENT ON TABLE month_presence IS 'Who was present at a session with a roster; kept by a job, for measures.';

CREATE TABLE changed_month (
    facility_id uuid NOT NULL,
    month       date NOT NULL
);
COMMENT ON TABLE changed_month IS 'Months whose sessions have changed, until their presence is found again.';
CREATE INDEX changed_month_of ON changed_month (facility_id, month);
INSERT INTO changed_month (facility_id, month)
SELECT DISTINCT p.facility_id, date_trunc('month', s.held_on)::date
FROM session s JOIN program p ON p.id = s.program_id;

CREATE TABLE measured_office (
    region  text PRIMARY KEY,
    name    text    NOT NULL,
    version integer NOT NULL
);
COMMENT ON TABLE measured_office IS 'Names of regional offices, beside the numbers of their regions.';

-- A measure reads every session of a period, and every enrolment of it.
CREATE INDEX session_held ON session (held_on) INCLUDE (program_id, cohort_id) WHERE retracted_at IS NULL;

GRANT SELECT, INSERT, UPDATE (name, version) ON measured_office TO {app};
GRANT SELECT, INSERT ON due_month, evaluation_request, evaluation_answer TO {app};
GRANT SELECT, INSERT, DELETE ON changed_session_day, changed_month, month_presence TO {app};
GRANT UPDATE (answer, counted_up_to, version, stale) ON evaluation_answer TO {app};
GRANT UPDATE (activities, silent_on, region_asked_on, closed_on, version) ON due_month TO {app};
"""

# As in programs_0009, with the transfers and the open months of a facility.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION waiting_beside(changed uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT unnest(ARRAY[facility_id, series]) FROM program WHERE id = ANY (changed)
UNION ALL
SELECT o.id FROM program p JOIN program o USING (facility_id, template, fiscal_year) WHERE p.id = ANY (changed)
UNION ALL
SELECT id FROM program WHERE series = ANY (changed)
UNION ALL
SELECT id FROM cohort WHERE program_id = ANY (changed)
UNION ALL
SELECT id FROM offer WHERE facility_id = ANY (changed) AND closed_at IS NULL AND open_items > 0
UNION ALL
SELECT id FROM visit WHERE host_id = ANY (changed) OR guest_id = ANY (changed)
UNION ALL
SELECT id FROM transfer WHERE destination_id = ANY (changed) AND state = 'proposed'
UNION ALL
SELECT id FROM due_month WHERE facility_id = ANY (changed) AND closed_on IS NULL
$$;

CREATE OR REPLACE FUNCTION waiting_things() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM program UNION SELECT id FROM cohort UNION SELECT id FROM offer UNION SELECT id FROM template_gap
UNION SELECT id FROM visit UNION SELECT id FROM transfer UNION SELECT id FROM due_month WHERE closed_on IS NULL
UNION SELECT about FROM waiting_case
$$;
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(noted_in({"due_month": ("id",)}))
    run_sql(FUNCTIONS)
