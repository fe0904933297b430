"""Proposals with their history, and the cases in which they wait."""

from importlib.resources import files

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import found_anew, noted_in

revision = "agreements_0011"
down_revision = "agreements_0010"
branch_labels = None
depends_on = None

# As it was when proposals came: the stages of the room `waiting` have changed since.
FOUND = files("services.agreements.migrations").joinpath("agreements_0011_waiting_found.sql").read_text("utf-8")

SQL = """
CREATE TABLE proposal (
    id            uuid PRIMARY KEY,
    kind          text NOT NULL CHECK (kind IN ('instructor', 'facility_support', 'reintegration_help', 'other')),
    made_by       uuid NOT NULL,
    made_to       uuid NOT NULL CHECK (made_to <> made_by),
    title         text NOT NULL,
    description   text,
    field         text REFERENCES field (code),
    pillar        text CHECK (pillar IN ('personality', 'independence', 'reintegration')),
    letter        text,
    document      text,
    meeting_id    uuid REFERENCES meeting (id),
    zone          text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    recorded_on   date NOT NULL,
    edtf          text,
    as_written    text,
    earliest      date,
    latest        date,
    certain       boolean NOT NULL,
    sorted_on     date NOT NULL,
    missing       text[] NOT NULL,
    state         text NOT NULL CHECK (state IN ('proposed', 'interest_expressed', 'accepted', 'declined')),
    answer        jsonb,
    scope_item_id uuid REFERENCES scope_item (id) ON DELETE SET NULL,
    record_event  uuid NOT NULL,
    version       integer NOT NULL CHECK (version > 0),
    CHECK ((edtf IS NULL) = (latest IS NULL)),
    CHECK (earliest <= latest),
    CHECK (NOT certain OR earliest = latest),
    CHECK ((state = 'proposed') = (answer IS NULL)),
    CHECK (answer ->> 'answer' = state),
    CHECK ((state = 'declined') = (answer ->> 'reason' IS NOT NULL)),
    CHECK (scope_item_id IS NULL OR state = 'accepted')
);
CREATE INDEX proposal_sorted ON proposal (sorted_on, id);
CREATE INDEX proposal_made_by ON proposal (made_by);
CREATE INDEX proposal_made_to ON proposal (made_to);
CREATE INDEX proposal_scope_item ON proposal (scope_item_id);
CREATE INDEX proposal_meeting ON proposal (meeting_id);
COMMENT ON TABLE proposal IS 'Proposals of one unit to another; at least one of the two is ours.';
COMMENT ON COLUMN proposal.missing IS 'The parts that the record lacks, as the model finds them.';
COMMENT ON COLUMN proposal.record_event IS 'The last event with the whole record, which a correction names.';

CREATE TABLE proposal_history (
    proposal_id uuid NOT NULL REFERENCES proposal (id),
    version     integer NOT NULL,
    step        text NOT NULL CHECK (step IN (
        'made', 'completed', 'interest_expressed', 'accepted', 'declined', 'included')),
    happened_on date,
    at          timestamptz NOT NULL,
    account     text NOT NULL,
    PRIMARY KEY (proposal_id, version)
);
COMMENT ON TABLE proposal_history IS 'Every step of a proposal with its account; rows are only inserted.';

CREATE VIEW proposal_whole AS
SELECT p.id, jsonb_build_object(
    'id', p.id, 'kind', p.kind, 'meeting_id', p.meeting_id, 'state', p.state, 'answer', p.answer,
    'scope_item_id', p.scope_item_id, 'version', p.version,
    'made_by', (SELECT to_jsonb(u) FROM any_unit u WHERE u.named_as = p.made_by),
    'made_to', (SELECT to_jsonb(u) FROM any_unit u WHERE u.named_as = p.made_to),
    'content', jsonb_build_object(
        'title', p.title, 'description', p.description, 'field', p.field, 'pillar', p.pillar, 'letter', p.letter,
        'document', p.document),
    'proposed', jsonb_build_object(
        'edtf', p.edtf, 'as_written', p.as_written, 'earliest', p.earliest, 'latest', p.latest,
        'certain', p.certain)) AS whole
FROM proposal p;
COMMENT ON VIEW proposal_whole IS 'A proposal with its units, its content and its day as documents.';

CREATE FUNCTION agreements_of_proposal(proposal_id uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
WITH named AS MATERIALIZED (
    SELECT s.side, n.id
    FROM proposal p CROSS JOIN LATERAL (VALUES (1, p.made_by), (2, p.made_to)) AS s (side, unit_id)
    CROSS JOIN LATERAL (SELECT lineage FROM any_unit WHERE named_as = s.unit_id OFFSET 0) AS u
    CROSS JOIN LATERAL (SELECT unnest(u.lineage) AS id
                        UNION SELECT m.id FROM partner m WHERE m.merged_into = ANY (u.lineage)) AS n
    WHERE p.id = $1
), concerned AS (
    SELECT side, agreement_id FROM named JOIN party ON unit_id = named.id
    UNION SELECT side, agreement_id FROM named JOIN agreement_facility ON facility_id = named.id
    UNION SELECT side, a.id FROM named JOIN agreement a ON a.keeper_id = named.id
    UNION SELECT side, s.agreement_id FROM named JOIN scope_item_agency g ON g.partner_id = named.id
                                            JOIN scope_item s ON s.id = g.scope_item_id)
SELECT a.id FROM concerned JOIN agreement a ON a.id = concerned.agreement_id
WHERE a.alive GROUP BY a.id HAVING count(DISTINCT side) = 2
$$;
COMMENT ON FUNCTION agreements_of_proposal IS
    'The agreements that concern both units, or partners above them, and that bind or may still come to bind.';

GRANT SELECT, INSERT, UPDATE ON proposal TO {app};
GRANT SELECT, INSERT ON proposal_history TO {app};
GRANT SELECT ON proposal_whole TO {app};
"""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION waiting_beside(changed uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT agreement_id FROM party WHERE unit_id = ANY (changed)
UNION ALL
SELECT id FROM action_item WHERE owner_id = ANY (changed)
UNION ALL
SELECT id FROM proposal WHERE made_by = ANY (changed) OR made_to = ANY (changed)
UNION ALL
-- The agreement of an accepted proposal may end before it binds.
SELECT p.id FROM scope_item s JOIN proposal p ON p.scope_item_id = s.id WHERE s.agreement_id = ANY (changed)
$$;

CREATE OR REPLACE FUNCTION waiting_things() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM agreement UNION SELECT id FROM action_item UNION SELECT id FROM proposal
UNION SELECT about FROM waiting_case
$$;
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(found_anew(FOUND))
    run_sql(noted_in({"proposal": ("id",)}))
    run_sql(FUNCTIONS)
