"""Study visits, the plans to adopt practices seen there, and the cases in which they wait."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "programs_0009"
down_revision = "programs_0008"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE visit (
    id             uuid PRIMARY KEY,
    host_id        uuid    NOT NULL REFERENCES facility,
    guest_id       uuid    NOT NULL REFERENCES facility,
    requested_on   date,
    letter         text,
    planned_on     date,
    starts_at      time,
    state          text    NOT NULL CHECK (state IN ('requested', 'agreed', 'declined', 'cancelled', 'held')),
    decline_reason text CHECK (decline_reason IN ('schedule', 'no_staff', 'security', 'nothing_to_show')),
    cancelled_by   text CHECK (cancelled_by IN ('host', 'guest')),
    cancelled_on   date,
    cancel_reason  text CHECK (cancel_reason IN ('schedule', 'no_funding', 'no_staff', 'security', 'disease')),
    record         jsonb,
    recorded_on    date,
    sorted_on      date    NOT NULL,
    version        integer NOT NULL CHECK (version > 0),
    CHECK (host_id <> guest_id),
    CHECK (state <> 'agreed' OR planned_on IS NOT NULL),
    CHECK ((state = 'declined') = (decline_reason IS NOT NULL)),
    CHECK ((state = 'cancelled') = (cancelled_on IS NOT NULL)),
    CHECK ((cancelled_on IS NULL) = (cancelled_by IS NULL) AND (cancelled_on IS NULL) = (cancel_reason IS NULL)),
    CHECK ((state = 'held') = (record IS NOT NULL) AND (record IS NULL) = (recorded_on IS NULL)),
    CHECK (state = 'held' OR requested_on IS NOT NULL)
);
COMMENT ON TABLE visit IS 'Study visits of one facility to another. Their days are those of the host.';
COMMENT ON COLUMN visit.requested_on IS 'Null: it was recorded after it took place, without a request.';
COMMENT ON COLUMN visit.planned_on IS 'The day that the guest asked for, then the one that the host agreed to.';
COMMENT ON COLUMN visit.record IS 'Its day as reported, attendance, what was exchanged and inspected.';
COMMENT ON COLUMN visit.sorted_on IS 'The latest day on which it can have been held; before, that of its request.';
CREATE INDEX visit_host ON visit (host_id);
CREATE INDEX visit_guest ON visit (guest_id);
CREATE INDEX visit_sorted ON visit (sorted_on, id);

CREATE TABLE visit_topic (
    visit_id uuid    NOT NULL REFERENCES visit,
    ordinal  integer NOT NULL,
    title    text    NOT NULL,
    programs uuid[]  NOT NULL,
    PRIMARY KEY (visit_id, ordinal)
);
COMMENT ON TABLE visit_topic IS 'What the guest comes to see, and the programs of the host that show it.';

CREATE TABLE visit_action_item (
    id           uuid PRIMARY KEY,
    visit_id     uuid    NOT NULL REFERENCES visit,
    ordinal      integer NOT NULL,
    task         text    NOT NULL,
    owner        text    NOT NULL CHECK (owner IN ('host', 'guest')),
    due_on       date,
    completed_on date,
    UNIQUE (visit_id, ordinal)
);
COMMENT ON TABLE visit_action_item IS 'Tasks that the two facilities agreed on at a visit.';

CREATE TABLE adoption (
    id                 uuid PRIMARY KEY,
    visit_id           uuid    NOT NULL REFERENCES visit,
    practice           text    NOT NULL,
    practice_version   integer NOT NULL,
    title_indonesian   text    NOT NULL,
    title_english      text    NOT NULL,
    from_program       uuid    NOT NULL REFERENCES program,
    planned_on         date    NOT NULL,
    adopt_by           date    NOT NULL CHECK (adopt_by >= planned_on),
    check_due_on       date    NOT NULL CHECK (check_due_on > planned_on),
    state              text    NOT NULL CHECK (state IN ('planned', 'begun', 'confirmed', 'abandoned')),
    program_id         uuid REFERENCES program,
    checked_on         date,
    reason             text CHECK (reason IN ('no_funding', 'no_staff', 'no_land', 'no_equipment', 'no_participants',
                                              'unsuitable', 'priorities_changed')),
    CHECK (state NOT IN ('begun', 'confirmed') OR program_id IS NOT NULL),
    CHECK ((state IN ('confirmed', 'abandoned')) = (checked_on IS NOT NULL)),
    CHECK ((state = 'abandoned') = (reason IS NOT NULL))
);
COMMENT ON TABLE adoption IS 'Plans of guests to adopt a practice of their host, and what became of them.';
COMMENT ON COLUMN adoption.from_program IS 'The program of the host in which the practice was seen.';
COMMENT ON COLUMN adoption.program_id IS 'The program of the guest that adopts it.';
CREATE INDEX adoption_visit ON adoption (visit_id);
CREATE INDEX adoption_program ON adoption (program_id);
CREATE INDEX adoption_practice ON adoption (practice);

CREATE VIEW visit_facilities AS
SELECT v.*, h.name AS host_name, h.region AS host_region, h.zone AS host_zone,
       g.name AS guest_name, g.region AS guest_region, g.zone AS guest_zone
FROM visit v JOIN facility h ON h.id = v.host_id JOIN facility g ON g.id = v.guest_id;
COMMENT ON VIEW visit_facilities IS 'Visits with their two facilities as they are today.';

GRANT SELECT, INSERT ON visit, visit_topic, visit_action_item, adoption TO {app};
GRANT UPDATE (planned_on, starts_at, state, decline_reason, cancelled_by, cancelled_on, cancel_reason, record,
              recorded_on, sorted_on, version) ON visit TO {app};
GRANT UPDATE (programs) ON visit_topic TO {app};
GRANT UPDATE (completed_on) ON visit_action_item TO {app};
GRANT UPDATE (state, program_id, checked_on, reason) ON adoption TO {app};
GRANT SELECT ON visit_facilities TO {app};
"""

# As in programs_0004, with the visits beside the offers.
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
$$;

CREATE OR REPLACE FUNCTION waiting_things() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM program UNION SELECT id FROM cohort UNION SELECT id FROM offer UNION SELECT id FROM template_gap
UNION SELECT id FROM visit UNION SELECT about FROM waiting_case
$$;
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(noted_in({"visit": ("id",), "visit_action_item": ("visit_id",), "adoption": ("visit_id",)}))
    run_sql(FUNCTIONS)
