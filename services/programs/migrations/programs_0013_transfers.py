"""Transfers of participants between facilities, and references that are given to another participant."""

from shared.postgres.migrations import run_sql
from shared.rooms.waiting.triggers import noted_in

revision = "programs_0013"
down_revision = "programs_0012"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE transfer (
    id             uuid PRIMARY KEY,
    enrolment_id   uuid    NOT NULL REFERENCES enrolment,
    origin_id      uuid    NOT NULL REFERENCES facility,
    destination_id uuid    NOT NULL REFERENCES facility,
    left_on        date    NOT NULL,
    proposed_on    date    NOT NULL,
    state          text    NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'accepted', 'declined')),
    answered_on    date,
    decline_reason text    CHECK (decline_reason IN ('not_arrived', 'no_program', 'not_suitable')),
    version        integer NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK (origin_id <> destination_id),
    CHECK ((state = 'proposed') = (answered_on IS NULL)),
    CHECK ((state = 'declined') = (decline_reason IS NOT NULL))
);
COMMENT ON TABLE transfer IS 'An enrolment that ended by a transfer, offered to the new facility.';
CREATE UNIQUE INDEX transfer_once ON transfer (enrolment_id) WHERE state <> 'declined';
CREATE INDEX transfer_origin ON transfer (origin_id, id DESC);
CREATE INDEX transfer_destination ON transfer (destination_id, id DESC);
GRANT SELECT, INSERT ON transfer TO {app};
GRANT UPDATE (state, answered_on, decline_reason, version) ON transfer TO {app};

CREATE FUNCTION relink_participant(facility uuid, named text, participant uuid)
    RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = programs, pg_temp AS $body$
DECLARE
    former uuid;
BEGIN
    SELECT v.participant_id INTO former FROM participant_vault v
        WHERE v.facility_id = facility AND v.reference = named FOR UPDATE;
    IF former IS NULL OR former = participant
        OR EXISTS (SELECT FROM participant_vault v WHERE v.facility_id = facility AND v.participant_id = participant)
        OR EXISTS (SELECT FROM participant_vault v WHERE v.facility_id <> facility AND v.participant_id = former)
        OR EXISTS (SELECT FROM enrolment e WHERE e.participant_id = former)
        OR EXISTS (SELECT FROM candidate c WHERE c.participant_id = former) THEN
        RETURN NULL;
    END IF;
    UPDATE participant_vault v SET participant_id = participant WHERE v.facility_id = facility AND v.reference = named;
    RETURN former;
END
$body$;
COMMENT ON FUNCTION relink_participant IS
    'Gives a reference that nothing uses yet to the participant who continues; returns the former one.';

CREATE FUNCTION find_participant(facility uuid, named text)
    RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = programs, pg_temp AS $body$
    SELECT v.participant_id FROM participant_vault v WHERE v.facility_id = facility AND v.reference = named
$body$;

-- safe since v0.2.0: the functions came after this release.
REVOKE ALL ON FUNCTION relink_participant, find_participant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION relink_participant, find_participant TO {app};
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(noted_in({"transfer": ("id",)}))
