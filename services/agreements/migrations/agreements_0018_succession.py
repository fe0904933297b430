"""Agreements that were merged or split, addenda and earlier readings, notices of an end, and corrections."""

from shared.postgres.migrations import run_sql

revision = "agreements_0018"
down_revision = "agreements_0017"
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

ADDENDA = """
CREATE TABLE addendum (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    ordinal      integer NOT NULL CHECK (ordinal > 0),
    state        text NOT NULL CHECK (state IN ('drafted', 'signed', 'in_effect', 'withdrawn')),
    number       text,
    effective_on date NOT NULL,
    changes      jsonb NOT NULL,
    reason       text NOT NULL,
    signed_on    date,
    drafted_by   text NOT NULL,
    version      integer NOT NULL CHECK (version > 0),
    UNIQUE (agreement_id, ordinal),
    CHECK ((state IN ('signed', 'in_effect')) = (signed_on IS NOT NULL))
);
CREATE UNIQUE INDEX addendum_one_open ON addendum (agreement_id) WHERE state IN ('drafted', 'signed');
CREATE INDEX addendum_signed ON addendum (effective_on) WHERE state = 'signed';
COMMENT ON TABLE addendum IS 'Changes of signed agreements; each takes effect after all parties have signed it.';

CREATE TABLE addendum_signature (
    addendum_id     uuid NOT NULL REFERENCES addendum (id),
    unit_id         uuid NOT NULL,
    position        text NOT NULL,
    capacity        text NOT NULL,
    letter          text,
    method          text NOT NULL CHECK (method IN ('wet_ink', 'bsre', 'other_psre')),
    signed_on       date NOT NULL,
    override_reason text,
    recorded_by     text NOT NULL,
    PRIMARY KEY (addendum_id, unit_id)
);
COMMENT ON TABLE addendum_signature IS 'Signatures of addenda by position and capacity, never by name.';

CREATE TABLE agreement_reading (
    agreement_id uuid NOT NULL REFERENCES agreement (id),
    version      integer NOT NULL,
    until        date NOT NULL,
    whole        jsonb NOT NULL,
    PRIMARY KEY (agreement_id, version)
);
COMMENT ON TABLE agreement_reading IS 'What an agreement was until the day before an addendum took effect.';

GRANT SELECT, INSERT, UPDATE ON addendum TO {app};
GRANT SELECT, INSERT ON addendum_signature, agreement_reading TO {app};
"""

CORRECTIONS = """
ALTER TABLE agreement
    ADD COLUMN record_event uuid,
    ADD COLUMN noticed_on date,
    ADD COLUMN noticed_by uuid,
    ADD COLUMN renewal_occasion text CHECK (renewal_occasion IN ('end_of_term', 'change_of_head'));
COMMENT ON COLUMN agreement.record_event IS
    'The last event with the whole signed or registered agreement, which a correction names; null before v0.3.0.';
COMMENT ON COLUMN agreement.noticed_on IS 'The day on which notice of its end was given.';
COMMENT ON COLUMN agreement.noticed_by IS 'The party that gave the notice, if one did alone.';
COMMENT ON COLUMN agreement.renewal_occasion IS 'Why an extension was drafted; null: not on record.';
GRANT UPDATE ON agreement_reading TO {app};
"""


def upgrade() -> None:
    for sql in (LINKS, ADDENDA, CORRECTIONS):
        run_sql(sql)
