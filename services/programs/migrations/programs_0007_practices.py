"""Practices that are published by command: national ones, and those of facilities."""

from shared.postgres.migrations import run_sql

revision = "programs_0007"
down_revision = "programs_0006"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE practice (
    code         text        NOT NULL CHECK (code ~ '^[a-z][a-z_]{1,39}$'),
    version      integer     NOT NULL CHECK (version > 0),
    content      jsonb       NOT NULL,
    course       text        NOT NULL,
    facility_id  uuid        REFERENCES facility,
    under        text,
    adopted_from text,
    adopted_version integer,
    learned_at   uuid        REFERENCES facility,
    change       text,
    published_on date        NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (code, version),
    CHECK ((facility_id IS NULL) = (under IS NULL)),
    CHECK ((facility_id IS NULL) = (left(code, 4) <> 'own_')),
    CHECK ((adopted_from IS NULL) = (adopted_version IS NULL)),
    CHECK (learned_at IS NULL OR adopted_from IS NOT NULL)
);
COMMENT ON TABLE practice IS 'Versions of practices that were published by command; append-only.';
COMMENT ON COLUMN practice.course IS 'Method and stages, by which two practices are compared.';
COMMENT ON COLUMN practice.facility_id IS 'The facility whose own practice it is; null: a national one.';
COMMENT ON COLUMN practice.under IS 'The code of the national practice that a facility has made its own one of.';
COMMENT ON COLUMN practice.learned_at IS 'The facility from which it was adopted.';
CREATE INDEX practice_facility ON practice (facility_id, code) WHERE facility_id IS NOT NULL;
CREATE INDEX practice_course ON practice (course);
CREATE INDEX practice_under ON practice (under, code) WHERE under IS NOT NULL;
-- Where a practice runs.
CREATE INDEX program_template ON program (template, fiscal_year, facility_id);

CREATE VIEW practice_details AS
SELECT p.code, p.version, p.content, p.course, p.under, p.adopted_from, p.adopted_version, p.change, p.published_on,
       p.facility_id, f.region,
       CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('id', f.id, 'name', f.name, 'region', f.region) END AS keeper,
       CASE WHEN l.id IS NOT NULL THEN jsonb_build_object('id', l.id, 'name', l.name, 'region', l.region) END AS origin,
       NOT EXISTS (SELECT FROM practice n WHERE n.code = p.code AND n.version > p.version) AS newest
FROM practice p
LEFT JOIN facility f ON f.id = p.facility_id
LEFT JOIN facility l ON l.id = p.learned_at;
COMMENT ON VIEW practice_details IS 'Published practices with the names that their facilities have today.';

GRANT SELECT, INSERT ON practice TO {app};
GRANT SELECT ON practice_details TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
