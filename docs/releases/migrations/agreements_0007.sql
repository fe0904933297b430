CREATE TABLE reported_offer (
    offer_id        uuid PRIMARY KEY,
    agreement_id    uuid    NOT NULL REFERENCES agreement (id),
    facility_id     uuid    NOT NULL REFERENCES unit (id),
    items           uuid[]  NOT NULL DEFAULT '{}',
    due_on          date,
    made_version    integer NOT NULL DEFAULT 0,
    overdue_version integer NOT NULL DEFAULT 0,
    closed          boolean NOT NULL DEFAULT false,
    UNIQUE (agreement_id, facility_id)
);
COMMENT ON TABLE reported_offer IS 'What facilities were asked about agreements.';
COMMENT ON COLUMN reported_offer.items IS 'The scope items about which the facility was asked.';
COMMENT ON COLUMN reported_offer.overdue_version IS 'Later than made_version: the last day for the answer is over.';

CREATE TABLE reported_answer (
    scope_item_id uuid    NOT NULL REFERENCES scope_item (id),
    facility_id   uuid    NOT NULL REFERENCES unit (id),
    agreement_id  uuid    NOT NULL REFERENCES agreement (id),
    answer        text    NOT NULL CHECK (answer IN ('accepted', 'declined')),
    reason        text,
    answered_on   date    NOT NULL,
    answered_by   text    NOT NULL,
    version       integer NOT NULL CHECK (version > 0),
    PRIMARY KEY (scope_item_id, facility_id)
);
COMMENT ON TABLE reported_answer IS 'What facilities answered to scope items.';

GRANT SELECT, INSERT ON reported_offer, reported_answer TO app;
GRANT UPDATE (items, due_on, made_version, overdue_version, closed) ON reported_offer TO app;
GRANT UPDATE (answer, reason, answered_on, answered_by, version) ON reported_answer TO app;
