"""What is urgent is told and sent first, however many notices a burst has laid before it."""

from shared.postgres.migrations import run_sql

revision = "notifications_0011"
down_revision = "notifications_0010"
branch_labels = None
depends_on = None

SQL = """
ALTER TABLE notice_to_tell ADD COLUMN rank integer NOT NULL DEFAULT 1 CHECK (rank BETWEEN 0 AND 2);
COMMENT ON COLUMN notice_to_tell.rank IS 'By the severity of the notice: 0 critical, 1 action, 2 information.';
CREATE OR REPLACE FUNCTION notice_to_tell() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO notice_to_tell (notice_id, kind, rank)
    SELECT id, 'notice', array_position(ARRAY['critical', 'action', 'information'], severity) - 1 FROM added;
    RETURN NULL;
END
$$;
CREATE INDEX notice_to_tell_next ON notice_to_tell (rank, notice_id);

ALTER TABLE delivery ADD COLUMN rank integer NOT NULL
    GENERATED ALWAYS AS (array_position(ARRAY['critical', 'action', 'information'], severity) - 1) STORED;
-- safe since v0.2.0: an index only
DROP INDEX delivery_due;
CREATE INDEX delivery_due ON delivery (channel, rank, due_at, id) WHERE state = 'waiting';
"""


def upgrade() -> None:
    run_sql(SQL)
