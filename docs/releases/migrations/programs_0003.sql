CREATE TABLE offered_agreement (
    agreement_id uuid PRIMARY KEY,
    line_id      uuid    NOT NULL,
    about        jsonb   NOT NULL,
    version      integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE offered_agreement IS 'Agreements of which something is offered to facilities.';
COMMENT ON COLUMN offered_agreement.version IS 'Counts the changes of all its offers.';

CREATE TABLE offered_item (
    scope_item_id uuid PRIMARY KEY,
    agreement_id  uuid    NOT NULL REFERENCES offered_agreement,
    field         text    NOT NULL,
    field_name    text    NOT NULL,
    description   text    NOT NULL,
    function      text    NOT NULL,
    pillar        text    CHECK (pillar IN ('personality', 'independence', 'reintegration')),
    agencies      uuid[]  NOT NULL,
    continues     uuid[]  NOT NULL,
    since         date    NOT NULL,
    until         date,
    asked         boolean NOT NULL
);
COMMENT ON COLUMN offered_item.asked IS 'False: it continues an item of an agreement that is not superseded yet.';
CREATE INDEX offered_item_agreement ON offered_item (agreement_id);

CREATE TABLE offer (
    id             uuid PRIMARY KEY,
    agreement_id   uuid    NOT NULL REFERENCES offered_agreement,
    facility_id    uuid    NOT NULL REFERENCES facility,
    offered_on     date    NOT NULL,
    due_on         date    NOT NULL,
    open_items     integer NOT NULL CHECK (open_items >= 0),
    version        integer NOT NULL CHECK (version > 0),
    overdue_at     timestamptz,
    closed_at      timestamptz,
    closed_because text CHECK (closed_because IN ('agreement_expired', 'agreement_terminated',
                                                  'agreement_superseded')),
    UNIQUE (agreement_id, facility_id),
    CHECK ((closed_at IS NULL) = (closed_because IS NULL))
);
COMMENT ON TABLE offer IS 'What a facility is asked about an agreement: one row for both.';
COMMENT ON COLUMN offer.due_on IS 'The last day for the answer, at the facility.';
COMMENT ON COLUMN offer.open_items IS 'The number of items without an answer.';
CREATE INDEX offer_at_facility ON offer (facility_id) WHERE closed_at IS NULL AND open_items > 0;
CREATE INDEX offer_due ON offer (due_on) WHERE closed_at IS NULL AND open_items > 0 AND overdue_at IS NULL;

CREATE TABLE offer_answer (
    scope_item_id uuid    NOT NULL REFERENCES offered_item,
    facility_id   uuid    NOT NULL REFERENCES facility,
    agreement_id  uuid    NOT NULL,
    answer        text    NOT NULL CHECK (answer IN ('accepted', 'declined')),
    reason        text    CHECK (reason IN ('no_capacity', 'no_staff', 'no_equipment', 'no_participants',
                                            'already_carried_out', 'partner_out_of_reach', 'security')),
    override_reason text,
    answered_on   date    NOT NULL,
    answered_by   text    NOT NULL CHECK (answered_by IN ('facility', 'region', 'nation')),
    carried_over  boolean NOT NULL,
    PRIMARY KEY (scope_item_id, facility_id),
    CHECK ((answer = 'declined') = (reason IS NOT NULL))
);
COMMENT ON TABLE offer_answer IS 'The answer of a facility to an item.';
COMMENT ON COLUMN offer_answer.override_reason IS 'Why the directorate general has answered for the facility.';
COMMENT ON COLUMN offer_answer.carried_over IS 'Whether the answer was given to an item that this one continues.';

CREATE VIEW offered_item_details AS
SELECT item.*, agencies.ids AS agency_ids, agencies.names AS agency_names
FROM offered_item item CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(id ORDER BY name, id), '{}') AS ids,
           coalesce(array_agg(name ORDER BY name, id), '{}') AS names
    FROM partner WHERE id = ANY (item.agencies)
) AS agencies;
COMMENT ON VIEW offered_item_details IS 'Offered items with their agencies, by name.';

CREATE VIEW asked_item AS
SELECT offer.id AS offer_id, item.*, a.answer, a.reason, a.answered_on, a.answered_by, a.carried_over,
       a.override_reason
FROM offer JOIN offered_item_details item USING (agreement_id)
LEFT JOIN offer_answer a ON a.scope_item_id = item.scope_item_id AND a.facility_id = offer.facility_id
WHERE item.asked OR a.answer IS NOT NULL;
COMMENT ON VIEW asked_item IS 'The items of each offer, with their answers.';

GRANT SELECT, INSERT ON offered_agreement, offered_item, offer, offer_answer TO app;
GRANT UPDATE (version) ON offered_agreement TO app;
GRANT UPDATE (asked, until) ON offered_item TO app;
GRANT UPDATE (due_on, open_items, version, overdue_at, closed_at, closed_because) ON offer TO app;
GRANT UPDATE (answer, reason, override_reason, answered_on, answered_by, carried_over) ON offer_answer TO app;
GRANT SELECT ON offered_item_details, asked_item TO app;
