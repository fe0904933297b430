"""Recognitions of partners, and what partners delivered in a period."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "agreements_0027"
down_revision = "agreements_0026"
branch_labels = None
depends_on = None

RECOGNITIONS = """
CREATE TABLE recognition (
    id           uuid PRIMARY KEY,
    unit_id      uuid NOT NULL,
    partner_id   uuid NOT NULL REFERENCES partner (id),
    kind         text NOT NULL CHECK (kind IN ('charter', 'plaque', 'letter_of_thanks')),
    ground       text NOT NULL
                 CHECK (ground IN ('obligations_fulfilled', 'sessions_delivered', 'commended_by_evaluation')),
    period_from  date NOT NULL,
    period_until date NOT NULL CHECK (period_until >= period_from),
    figures      jsonb NOT NULL,
    zone         text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    state        text NOT NULL CHECK (state IN ('proposed', 'granted', 'refused')),
    proposed_on  date NOT NULL,
    decided_on   date,
    refusal      text CHECK (refusal IN (
                     'too_little_delivered', 'complaint_open', 'conflict_of_interest', 'not_this_year')),
    version      integer NOT NULL CHECK (version > 0),
    account      text NOT NULL,
    decided_by   text CHECK (decided_by <> account),
    CHECK ((state = 'proposed') = (decided_on IS NULL)),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((state = 'refused') = (refusal IS NOT NULL))
);
CREATE INDEX recognition_unit ON recognition (unit_id, id);
CREATE INDEX recognition_partner ON recognition (partner_id);
COMMENT ON TABLE recognition IS 'Recognitions of partners by our units, with what the record showed then.';

CREATE VIEW recognition_whole AS
SELECT r.id,
       to_jsonb(r) || jsonb_build_object(
           'unit', (SELECT to_jsonb(u) FROM (SELECT * FROM any_unit WHERE named_as = r.unit_id OFFSET 0) AS u),
           'partner', (SELECT to_jsonb(p) FROM (SELECT * FROM any_unit WHERE named_as = r.partner_id OFFSET 0) AS p))
           AS whole
FROM recognition r;
COMMENT ON VIEW recognition_whole IS 'A recognition with its unit and partner as one document.';

CREATE FUNCTION recognition_figures(units uuid[], first_day date, last_day date)
RETURNS TABLE (unit_id uuid, partner_id uuid, agreements bigint, sessions bigint, dues bigint, fulfilled bigint,
               overdue bigint, waived bigint, evaluations bigint, commended bigint)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
WITH kept AS (
    SELECT a.keeper_id AS unit_id, p.id AS partner_id, array_agg(DISTINCT a.id) AS ids
    FROM agreement a
    JOIN party y ON y.agreement_id = a.id AND y.role = 'principal' AND (y.left_on IS NULL OR y.left_on > first_day)
    CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = y.unit_id AND kind = 'partner' OFFSET 0) AS p
    WHERE a.keeper_id = ANY (units) AND a.in_force_from <= last_day
      AND coalesce(a.in_force_until, 'infinity') >= first_day
    GROUP BY a.keeper_id, p.id
)
SELECT k.unit_id, k.partner_id, cardinality(k.ids),
       (SELECT count(DISTINCT s.session_id)
        FROM scope_item i JOIN session_credit c ON c.scope_item_id = i.id JOIN reported_session s USING (session_id)
        WHERE i.agreement_id = ANY (k.ids) AND s.held_on BETWEEN first_day AND last_day
          AND (NOT EXISTS (SELECT FROM scope_item_agency g WHERE g.scope_item_id = i.id)
               OR EXISTS (SELECT FROM scope_item_agency g JOIN partner_resolved m ON m.named_as = g.partner_id
                          WHERE g.scope_item_id = i.id AND m.lineage @> ARRAY[k.partner_id]))),
       d.dues, d.fulfilled, d.overdue, d.waived, e.evaluations, e.commended
FROM kept k
CROSS JOIN LATERAL (
    SELECT count(*) AS dues,
           count(*) FILTER (WHERE d.waived_on IS NULL AND d.delivered >= d.quantity) AS fulfilled,
           count(*) FILTER (WHERE d.waived_on IS NULL AND d.delivered < d.quantity) AS overdue,
           count(*) FILTER (WHERE d.waived_on IS NOT NULL) AS waived
    FROM obligation_due d
    JOIN obligation o ON o.id = d.obligation_id
    JOIN partner_resolved m ON m.named_as = o.unit_id
    WHERE d.agreement_id = ANY (k.ids) AND d.due_on BETWEEN first_day AND last_day
      AND m.lineage @> ARRAY[k.partner_id]) AS d
CROSS JOIN LATERAL (
    SELECT count(*) AS evaluations, count(*) FILTER (WHERE f.recommendation IN ('continue', 'renew')) AS commended
    FROM evaluation_finding f JOIN evaluation v ON v.id = f.evaluation_id
    WHERE f.agreement_id = ANY (k.ids) AND v.state = 'completed'
      AND v.period_from <= last_day AND v.period_until >= first_day
) AS e
$$;
COMMENT ON FUNCTION recognition_figures IS 'What each partner delivered in a period under agreements of some units.';

GRANT SELECT, INSERT, UPDATE ON recognition TO {app};
GRANT SELECT ON recognition_whole TO {app};
"""


def upgrade() -> None:
    run_sql(RECOGNITIONS)
    # The cases come with agreements_0031, which finds all of them again.
    run_sql(noted_in({"recognition": ("id",)}))
