"""Ceremonies: agreements that are signed together, in an order without gaps."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "agreements_0014"
down_revision = "agreements_0013"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE ceremony (
    id                uuid PRIMARY KEY,
    keeper_id         uuid NOT NULL REFERENCES unit (id),
    zone              text NOT NULL CHECK (zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    title             text NOT NULL,
    prepared_on       date NOT NULL,
    planned_on        date NOT NULL,
    begins_at         time,
    venue             text,
    speakers          jsonb NOT NULL,
    witnesses         jsonb NOT NULL,
    state             text NOT NULL CHECK (state IN ('preparing', 'open', 'held', 'called_off')),
    held_on           date,
    reason            text,
    reconciliation    jsonb,
    last_order_number integer NOT NULL CHECK (last_order_number >= 0),
    version           integer NOT NULL CHECK (version > 0),
    CHECK ((state IN ('open', 'held')) = (held_on IS NOT NULL)),
    CHECK ((state = 'held') = (reconciliation IS NOT NULL)),
    CHECK ((state = 'called_off') = (reason IS NOT NULL)),
    CHECK (last_order_number = 0 OR state IN ('open', 'held'))
);
CREATE INDEX ceremony_keeper ON ceremony (keeper_id);
CREATE INDEX ceremony_planned ON ceremony (planned_on, id);
COMMENT ON TABLE ceremony IS 'Agreements that are signed together; the keeper is the unit that prepares and closes it.';
COMMENT ON COLUMN ceremony.held_on IS 'The day on which it was opened, at its keeper.';
COMMENT ON COLUMN ceremony.last_order_number IS 'That of the latest signature of a partner.';

CREATE TABLE ceremony_guest (
    ceremony_id uuid NOT NULL REFERENCES ceremony (id),
    unit_id     uuid NOT NULL REFERENCES unit (id),
    PRIMARY KEY (ceremony_id, unit_id)
);
CREATE INDEX ceremony_guest_unit ON ceremony_guest (unit_id);
COMMENT ON TABLE ceremony_guest IS 'Further units of ours that put their own agreements on the list of a ceremony.';

CREATE TABLE ceremony_entry (
    ceremony_id  uuid NOT NULL REFERENCES ceremony (id),
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    ordinal      integer NOT NULL,
    signatories  jsonb NOT NULL,
    mark         text CHECK (mark IN ('late', 'absent', 'withdrawn')),
    outcome      text CHECK (outcome IN ('signed', 'late', 'absent', 'withdrawn')),
    over         boolean NOT NULL DEFAULT false,
    PRIMARY KEY (ceremony_id, agreement_id),
    UNIQUE (ceremony_id, ordinal),
    CHECK (outcome IS NULL OR over)
);
CREATE UNIQUE INDEX ceremony_entry_one ON ceremony_entry (agreement_id) WHERE NOT over;
COMMENT ON TABLE ceremony_entry IS 'The list of a ceremony, in its order; an agreement is in one list at a time.';
COMMENT ON COLUMN ceremony_entry.signatories IS 'The positions, never names, that sign for the partners.';
COMMENT ON COLUMN ceremony_entry.mark IS 'Said at the desk; an agreement that is signed after all counts as signed.';

CREATE TABLE ceremony_opening (
    ceremony_id   uuid NOT NULL REFERENCES ceremony (id),
    scope_item_id uuid NOT NULL REFERENCES scope_item (id) ON DELETE CASCADE,
    agreement_id  uuid NOT NULL REFERENCES agreement (id),
    capacity      integer NOT NULL CHECK (capacity > 0),
    PRIMARY KEY (ceremony_id, scope_item_id)
);
COMMENT ON TABLE ceremony_opening IS 'The scope items whose programs open at the ceremony.';

CREATE TABLE ceremony_signature (
    ceremony_id  uuid NOT NULL REFERENCES ceremony (id),
    order_number integer NOT NULL CHECK (order_number > 0),
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    party_id     uuid NOT NULL,
    signer       integer NOT NULL CHECK (signer > 0),
    signature_id uuid NOT NULL UNIQUE REFERENCES signature (id),
    signed_at    timestamptz NOT NULL,
    PRIMARY KEY (ceremony_id, order_number)
);
CREATE INDEX ceremony_signature_party ON ceremony_signature (ceremony_id, party_id);
COMMENT ON TABLE ceremony_signature IS 'The partners'' signatures in their order, without gaps from 1 on.';

CREATE VIEW ceremony_whole AS
SELECT c.id,
       to_jsonb(c) || jsonb_build_object(
           'begins_at', to_char(c.begins_at, 'HH24:MI'),
           'keeper', (SELECT to_jsonb(u) FROM any_unit u WHERE u.named_as = c.keeper_id),
           'guests', (SELECT coalesce(jsonb_agg(to_jsonb(u) ORDER BY u.name, u.id), '[]')
                      FROM ceremony_guest g JOIN any_unit u ON u.named_as = g.unit_id WHERE g.ceremony_id = c.id),
           'entries', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                                  'agreement_id', e.agreement_id, 'ordinal', e.ordinal, 'keeper_id', a.keeper_id,
                                  'signatories', e.signatories, 'mark', e.mark, 'outcome', e.outcome)
                                  ORDER BY e.ordinal), '[]')
                       FROM ceremony_entry e JOIN agreement a ON a.id = e.agreement_id WHERE e.ceremony_id = c.id),
           'opens', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                                'agreement_id', o.agreement_id, 'scope_item_id', o.scope_item_id,
                                'capacity', o.capacity) ORDER BY o.scope_item_id), '[]')
                     FROM ceremony_opening o WHERE o.ceremony_id = c.id)) AS whole
FROM ceremony c;
COMMENT ON VIEW ceremony_whole IS 'A ceremony with its list and its programs as one document.';

GRANT SELECT ON ceremony_whole TO {app};
GRANT SELECT, INSERT ON ceremony, ceremony_signature TO {app};
GRANT UPDATE (title, planned_on, begins_at, venue, speakers, witnesses, state, held_on, reason, reconciliation,
              last_order_number, version) ON ceremony TO {app};
GRANT SELECT, INSERT, DELETE ON ceremony_guest, ceremony_entry, ceremony_opening TO {app};
GRANT UPDATE (mark, outcome, over) ON ceremony_entry TO {app};
"""


CHANGED_IN = {
    # Not the columns that each signature at a desk changes.
    "INSERT OR UPDATE OF state, planned_on ON ceremony": ("id",),
    "INSERT OR DELETE ON ceremony_guest": ("ceremony_id",),
    "INSERT OR DELETE ON ceremony_entry": ("ceremony_id",),
}

FUNCTIONS = """
CREATE OR REPLACE FUNCTION waiting_things() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
SELECT id FROM agreement UNION SELECT id FROM action_item UNION SELECT id FROM proposal UNION SELECT id FROM ceremony
UNION SELECT about FROM waiting_case
$$;
"""


def upgrade() -> None:
    # The cases themselves come with agreements_0016, which finds all of them again.
    run_sql(SQL)
    run_sql(noted_in(CHANGED_IN))
    run_sql(FUNCTIONS)
