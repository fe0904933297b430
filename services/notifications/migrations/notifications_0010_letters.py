"""Letters on paper to partners that nothing else reaches; they and wrong addresses are noted for the waiting list."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

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


def upgrade() -> None:
    run_sql(SQL)
    run_sql(noted_in({"letter": ("id",), "correspondent": ("id",)}))
