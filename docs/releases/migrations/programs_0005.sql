CREATE TABLE participant_vault (
    facility_id    uuid NOT NULL,
    reference      text NOT NULL CHECK (reference ~ '^P-[0-9A-Z]{6,32}$' AND reference ~ '[0-9]'),
    participant_id uuid NOT NULL,
    PRIMARY KEY (facility_id, reference),
    UNIQUE (facility_id, participant_id)
);
COMMENT ON TABLE participant_vault IS
    'Which reference of which facility is which participant. No role but the owner reads it: only by the functions.';

CREATE FUNCTION resolve_participants(facility uuid, asked text[])
    RETURNS TABLE (reference text, participant_id uuid) LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = programs, pg_temp AS $body$
BEGIN
    INSERT INTO participant_vault AS known (facility_id, reference, participant_id)
    SELECT facility, each, gen_random_uuid() FROM unnest(asked) AS each ORDER BY each
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT v.reference, v.participant_id FROM participant_vault v
        WHERE v.facility_id = facility AND v.reference = ANY (asked);
END
$body$;

CREATE FUNCTION references_of_participants(facility uuid, asked uuid[])
    RETURNS TABLE (participant_id uuid, reference text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = programs, pg_temp AS $body$
    SELECT v.participant_id, v.reference FROM participant_vault v
    WHERE v.facility_id = facility AND v.participant_id = ANY (asked)
$body$;

CREATE FUNCTION link_participant(facility uuid, named text, participant uuid)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = programs, pg_temp AS $body$
BEGIN
    INSERT INTO participant_vault (facility_id, reference, participant_id) VALUES (facility, named, participant)
    ON CONFLICT DO NOTHING;
    RETURN EXISTS (SELECT FROM participant_vault v
                   WHERE v.facility_id = facility AND v.reference = named AND v.participant_id = participant);
END
$body$;

REVOKE ALL ON FUNCTION resolve_participants, references_of_participants, link_participant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resolve_participants, references_of_participants, link_participant TO app;
