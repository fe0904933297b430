"""The attendance of the participants of a cohort, as SQL for those who issue certificates and those who read them."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.programs.certificates.model.certificates import Holder
from services.programs.cohorts.model.enrolment import short_code

# An enrolment that continues an earlier one, at this facility or another, has the attendance of that one too.
ATTENDED = """
WITH RECURSIVE part (enrolment_id, id) AS (
    SELECT id, id FROM enrolment WHERE {which}
    UNION ALL
    SELECT part.enrolment_id, earlier.continues FROM part JOIN enrolment earlier ON earlier.id = part.id
    WHERE earlier.continues IS NOT NULL
), attended AS (
    SELECT part.enrolment_id, min(e.admitted_on) AS began_on, count(s.id) AS sessions,
           count(s.id) FILTER (WHERE a.mark <> 'absent') AS present,
           coalesce(sum(s.minutes) FILTER (WHERE a.mark <> 'absent'), 0) AS minutes
    FROM part JOIN enrolment e ON e.id = part.id
    LEFT JOIN (session s JOIN attendance a ON a.session_id = s.id)
        ON s.cohort_id = e.cohort_id AND s.retracted_at IS NULL AND a.participant_id = e.participant_id
       AND s.held_on >= e.admitted_on AND (e.ended_on IS NULL OR s.held_on <= e.ended_on)
    GROUP BY part.enrolment_id
)
"""
HOLDERS = f"""{ATTENDED.format(which="cohort_id = $1")}
SELECT e.id, e.number, e.admitted_on, attended.sessions, attended.present,
       ARRAY(SELECT kind FROM certificate WHERE enrolment_id = e.id AND withdrawn_at IS NULL) AS kinds
FROM enrolment e JOIN attended ON attended.enrolment_id = e.id ORDER BY e.number
"""  # noqa: S608 -- constants


def holders_of(rows: Iterable[Mapping[str, Any]]) -> list[Holder]:
    """The rows of `HOLDERS`."""
    return [
        Holder(row["id"], short_code(row["number"]), row["admitted_on"], row["sessions"], row["present"], row["kinds"])
        for row in rows
    ]
