"""Addenda that take items and parties out of an agreement, and their review by every side."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "agreements_0024"
down_revision = "agreements_0023"
branch_labels = None
depends_on = None

# A part that leaves an agreement keeps its row: signatures, numbers, programs and sessions refer to it.
LEFT = """
ALTER TABLE party ADD COLUMN left_on date;
ALTER TABLE scope_item ADD COLUMN left_on date;
COMMENT ON COLUMN party.left_on IS 'The day from which it is no party any more, by an addendum.';
COMMENT ON COLUMN scope_item.left_on IS 'The day from which it is not in the scope any more, by an addendum.';

CREATE OR REPLACE VIEW agreement_whole AS
SELECT a.id,
       to_jsonb(a) || jsonb_build_object(
           'keeper', (SELECT to_jsonb(k) FROM any_unit k WHERE k.named_as = a.keeper_id),
           'parties', (
               SELECT jsonb_agg(jsonb_build_object(
                          'id', p.id, 'role', p.role, 'signers', p.signers, 'unit', to_jsonb(u)) ORDER BY p.ordinal)
               FROM party p
               CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
               WHERE p.agreement_id = a.id AND p.left_on IS NULL),
           'runs_at', (
               SELECT coalesce(jsonb_agg(to_jsonb(u) ORDER BY u.name), '[]')
               FROM agreement_facility f
               CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = f.facility_id OFFSET 0) AS u
               WHERE f.agreement_id = a.id),
           'numbers', (
               SELECT coalesce(jsonb_agg(to_jsonb(n) || jsonb_build_object('issuer', to_jsonb(i)) ORDER BY n.id), '[]')
               FROM document_number n
               CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = n.issuer_id OFFSET 0) AS i
               WHERE n.agreement_id = a.id AND n.replaced_at IS NULL),
           'signatures', (
               SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.signed_on, s.ordinal, s.id), '[]')
               FROM signature s WHERE s.agreement_id = a.id AND s.voided_at IS NULL),
           'scope_items', (
               SELECT coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object(
                          'field_name', f.name_indonesian,
                          'agencies', (SELECT coalesce(jsonb_agg(to_jsonb(u) ORDER BY u.name), '[]')
                                       FROM scope_item_agency g CROSS JOIN LATERAL (
                                           SELECT * FROM any_unit WHERE named_as = g.partner_id OFFSET 0) AS u
                                       WHERE g.scope_item_id = s.id),
                          'continues', (SELECT coalesce(jsonb_agg(c.continues ORDER BY c.continues), '[]')
                                        FROM scope_item_continues c WHERE c.scope_item_id = s.id))
                      ORDER BY s.ordinal), '[]')
               FROM scope_item s JOIN field f ON f.code = s.field
               WHERE s.agreement_id = a.id AND s.left_on IS NULL)) AS whole
FROM agreement a;
"""

REVIEW = """
ALTER TABLE addendum
    ADD COLUMN review text NOT NULL DEFAULT 'none' CHECK (review IN ('none', 'asked', 'passed')),
    ADD COLUMN changed_at timestamptz;
COMMENT ON COLUMN addendum.review IS 'How far the review of a drafted addendum is.';
COMMENT ON COLUMN addendum.changed_at IS 'The last change; null: before v0.3.0.';
-- An addendum that was signed in part before reviews existed needs none any more.
UPDATE addendum d SET review = 'passed'
WHERE state = 'drafted' AND EXISTS (SELECT FROM addendum_signature s WHERE s.addendum_id = d.id);

CREATE TABLE addendum_reviewer (
    addendum_id     uuid NOT NULL REFERENCES addendum (id),
    round           integer NOT NULL CHECK (round > 0),
    side            text NOT NULL,
    unit            text NOT NULL,
    waiting_since   timestamptz NOT NULL,
    text_hash       text NOT NULL,
    verdict         text CHECK (verdict IN ('pass', 'revise')),
    answered_at     timestamptz,
    comments        jsonb NOT NULL DEFAULT '[]',
    letter          text,
    meeting_id      uuid REFERENCES meeting (id),
    override_reason text,
    PRIMARY KEY (addendum_id, round, side, unit),
    CHECK ((verdict IS NULL) = (answered_at IS NULL))
);
COMMENT ON TABLE addendum_reviewer IS 'The sides that review an addendum, in each round, with their verdicts.';
GRANT SELECT, INSERT, UPDATE ON addendum_reviewer TO {app};
"""


def upgrade() -> None:
    run_sql(LEFT)
    run_sql(REVIEW)
    # The cases come with agreements_0031, which finds all of them again.
    run_sql(noted_in({"addendum": ("agreement_id",)}))
