"""Matters are found by words of their subject, and tests that wait for webhooks without their other deliveries."""

from shared.postgres.migrations import run_sql

revision = "notifications_0014"
down_revision = "notifications_0013"
branch_labels = None
depends_on = None

# Of words and not of groups of letters: a burst of notices would spend most of its time on an index of those.
SQL = """
CREATE FUNCTION matter_words(indonesian text, english text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- Not by a parser of texts: it takes numbers, addresses and paths out of codes, '12e45f00' as '12e45' and 'f00'.
RETURN array_to_tsvector(
    array_remove(regexp_split_to_array(lower(indonesian || ' ' || english), '[^[:alnum:]]+'), '')
);
COMMENT ON FUNCTION matter_words IS 'The words of a subject in both languages, each run of letters and digits.';
CREATE INDEX matter_subject ON matter USING gin (matter_words(subject_indonesian, subject_english));
CREATE INDEX webhook_delivery_test ON webhook_delivery (webhook_id) WHERE topic = '' AND next_at IS NOT NULL;
"""


def upgrade() -> None:
    run_sql(SQL)
