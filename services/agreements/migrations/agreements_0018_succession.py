"""Links between lines: agreements that were merged into one, or split into several."""

from shared.postgres.migrations import run_sql

revision = "agreements_0018"
down_revision = "agreements_0013"
branch_labels = None
depends_on = None

LINKS = """
CREATE TABLE line_link (
    agreement_id   uuid NOT NULL REFERENCES agreement (id),
    predecessor_id uuid NOT NULL REFERENCES agreement (id),
    kind           text NOT NULL CHECK (kind IN ('merge', 'split')),
    PRIMARY KEY (agreement_id, predecessor_id),
    CHECK (agreement_id <> predecessor_id)
);
CREATE INDEX line_link_predecessor ON line_link (predecessor_id);
COMMENT ON TABLE line_link IS
    'The agreements of other lines that an agreement continues: it merges several, or is a part of one that was split.';

GRANT SELECT, INSERT ON line_link TO {app};
"""


def upgrade() -> None:
    run_sql(LINKS)
