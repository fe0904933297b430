"""What is on record about files of agreements: the files, their checks, and who has read them."""

from shared.postgres.migrations import run_sql

revision = "agreements_0009"
down_revision = "agreements_0008"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE document (
    id             uuid PRIMARY KEY,
    agreement_id   uuid NOT NULL REFERENCES agreement (id),
    version        integer NOT NULL DEFAULT 1 CHECK (version > 0),
    kind           text NOT NULL CHECK (kind IN ('signed_paper', 'attachment', 'letter')),
    file_name      text NOT NULL CHECK (octet_length(file_name) BETWEEN 1 AND 255),
    media_type     text NOT NULL,
    size           bigint NOT NULL CHECK (size > 0),
    sha256         bytea NOT NULL CHECK (octet_length(sha256) = 32),
    content        text NOT NULL UNIQUE,
    uploaded_by    text NOT NULL,
    uploaded_at    timestamptz NOT NULL,
    erased_at     timestamptz,
    erased_by     text,
    erasure_ground text CHECK (erasure_ground IN ('wrong_file', 'retention_over')),
    erasure_reason text,
    content_deleted_at      timestamptz,
    CHECK (num_nonnulls(erased_at, erased_by, erasure_ground, erasure_reason) IN (0, 4)),
    CHECK (content_deleted_at IS NULL OR erased_at IS NOT NULL)
);
COMMENT ON TABLE document IS 'Files of agreements; the row stays when the content is erased.';
COMMENT ON COLUMN document.content IS 'The name of the content in the document store.';
COMMENT ON COLUMN document.content_deleted_at IS 'When the content was deleted from the document store.';
CREATE INDEX document_agreement ON document (agreement_id, id);
CREATE UNIQUE INDEX document_same_file ON document (agreement_id, sha256) WHERE erased_at IS NULL;
CREATE INDEX document_to_delete ON document (id) WHERE erased_at IS NOT NULL AND content_deleted_at IS NULL;

CREATE TABLE document_check (
    id          uuid PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES document (id),
    verdict     text NOT NULL CHECK (verdict IN ('matches', 'differs')),
    faults      text[] NOT NULL,
    comment     text,
    checked_by  text NOT NULL,
    checked_at  timestamptz NOT NULL,
    CHECK ((verdict = 'differs') = (cardinality(faults) > 0))
);
CREATE INDEX document_check_latest ON document_check (document_id, id DESC);
COMMENT ON TABLE document_check IS 'Checks by a second officer; rows are only inserted, and the latest counts.';

CREATE TABLE document_reading (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id    uuid NOT NULL REFERENCES document (id),
    at             timestamptz NOT NULL,
    account        text NOT NULL,
    capability     text,
    unit           text,
    correlation_id text NOT NULL
);
CREATE INDEX document_reading_of ON document_reading (document_id, id DESC);
COMMENT ON TABLE document_reading IS 'Who was given the content of a file; rows are only inserted.';

CREATE TABLE document_sweep (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    swept_at timestamptz NOT NULL
);
COMMENT ON TABLE document_sweep IS 'When contents without an owner were last looked for.';
INSERT INTO document_sweep (swept_at) VALUES ('-infinity');

CREATE VIEW document_whole AS
SELECT d.id, d.agreement_id, d.version, d.kind, d.file_name, d.media_type, d.size, encode(d.sha256, 'hex') AS sha256,
       d.content, d.uploaded_by, d.uploaded_at, d.erased_at, d.erased_by, d.erasure_ground, d.erasure_reason,
       c.verdict, coalesce(c.faults, '{}') AS faults, c.comment, c.checked_by, c.checked_at
FROM document d
LEFT JOIN LATERAL (SELECT * FROM document_check WHERE document_id = d.id ORDER BY id DESC LIMIT 1) AS c ON true;
COMMENT ON VIEW document_whole IS 'Files with their latest check: one by mistake is followed by another one.';

GRANT SELECT, INSERT ON document, document_check, document_reading TO {app};
GRANT UPDATE (version, erased_at, erased_by, erasure_ground, erasure_reason, content_deleted_at) ON document TO {app};
GRANT SELECT, UPDATE (swept_at) ON document_sweep TO {app};
GRANT SELECT ON document_whole TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
