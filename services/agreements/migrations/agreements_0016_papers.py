"""The cases of signed papers that are missing or not checked, and those of ceremonies."""

from importlib.resources import files

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew, noted_in

revision = "agreements_0016"
down_revision = "agreements_0015"
branch_labels = None
depends_on = None

# As it was then: the stages of the room `waiting` have changed since.
FOUND = files("services.agreements.migrations").joinpath("agreements_0016_waiting_found.sql").read_text("utf-8")
# Processes of v0.2.0 do not know these kinds and cannot show a list that has one. They serve until the upgrade is
# complete, so the cases of agreements that were signed before are shown from the day after it on.
SQL = """
CREATE TABLE paper_watch (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    from_day date NOT NULL
);
COMMENT ON TABLE paper_watch IS 'The day from which signed papers that are missing or not checked are shown as cases.';
INSERT INTO paper_watch (from_day)
SELECT CASE WHEN EXISTS (SELECT FROM agreement) THEN current_date + 1 ELSE '-infinity' END;
GRANT SELECT ON paper_watch TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(found_anew(FOUND))
    # A check gives its document the next version, so the document stands for its checks.
    run_sql(noted_in({"document": ("agreement_id",)}))
