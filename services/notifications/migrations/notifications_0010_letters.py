"""Letters on paper to partners that nothing else reaches; they and wrong addresses are waiting cases."""

from services.notifications.waiting.queries import FOUND
from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew, noted_in

revision = "notifications_0010"
down_revision = "notifications_0009"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE letter (
    id          uuid    PRIMARY KEY,
    notice_id   uuid    NOT NULL UNIQUE REFERENCES notice,
    partner_id  uuid    NOT NULL,
    facility_id uuid,
    zone        text    NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    write_on date    NOT NULL,
    number      text,
    sent_on     date,
    chase_on    date,
    answered_on date,
    answer      text    CHECK (answer IN ('answered', 'returned')),
    version     integer NOT NULL CHECK (version > 0),
    CHECK ((number IS NULL) = (sent_on IS NULL)),
    CHECK ((chase_on IS NULL) = (sent_on IS NULL)),
    CHECK ((answer IS NULL) = (answered_on IS NULL)),
    CHECK (answer IS NULL OR sent_on IS NOT NULL)
);
COMMENT ON TABLE letter IS 'A letter on paper about one notice, for a partner with neither an account nor an address.';
COMMENT ON COLUMN letter.facility_id IS 'The facility that sends it; null: the directorate general.';
COMMENT ON COLUMN letter.write_on IS 'From this day on it is to be sent, if its matter is still open.';
COMMENT ON COLUMN letter.chase_on IS 'From this day on its answer is chased.';
CREATE INDEX letter_of ON letter (facility_id, id DESC);

GRANT SELECT, INSERT ON letter TO {app};
GRANT UPDATE (number, sent_on, chase_on, answered_on, answer, version) ON letter TO {app};
"""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION waiting_beside(changed uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM letter WHERE notice_id = ANY (changed)
$$;

CREATE OR REPLACE FUNCTION waiting_things() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM notice WHERE read_at IS NULL AND closed_at IS NULL UNION SELECT id FROM letter WHERE answer IS NULL
UNION SELECT id FROM correspondent WHERE refused_at IS NOT NULL UNION SELECT about FROM waiting_case
$$;
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(found_anew(FOUND))
    run_sql(noted_in({"letter": ("id",), "correspondent": ("id",)}))
    run_sql(FUNCTIONS)
