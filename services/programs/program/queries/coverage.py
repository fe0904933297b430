"""How many programs of a year an agreement carries, and how many none does."""

import json
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel

from services.programs.program.access import OFFICES
from services.programs.program.model.states import ProgramState
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import FundingSource


class ProgramsInState(BaseModel):
    """How many programs are in a state."""

    state: ProgramState
    programs: int


class FundedPrograms(BaseModel):
    """How many programs a source pays for, and the sum of the amounts that are known, in rupiah."""

    source: FundingSource
    programs: int
    amount: int


class ProgramCoverage(BaseModel):
    """The programs of a year, and their sessions; `uncovered` ones were not under an agreement.

    Programs that were cancelled or joined into others count in `states` only. Those `without_funding` have no source
    of money on record.

    A program is covered if an agreement carries it today or later in its year; of a year that is over, the last day
    counts. A session is covered by the agreements of its day.
    """

    fiscal_year: int
    programs: int
    uncovered_programs: int
    sessions: int
    uncovered_sessions: int
    states: list[ProgramsInState]
    funding: list[FundedPrograms]
    without_funding: int


@dataclass(frozen=True, slots=True)
class ShowCoverage:
    """The programs of one year, those of a facility or a region only if they are named."""

    fiscal_year: int
    facility: UUID | None
    region: str | None


_COVERAGE = """
WITH all_near AS (
    SELECT id, state, coverage_days($1, fiscal_year, zone) AS days FROM program
    WHERE fiscal_year = $2
      AND ($3 OR facility_id = ANY ($4::uuid[]) OR region = ANY ($5::text[]))
      AND ($6::uuid IS NULL OR facility_id = $6) AND ($7::text IS NULL OR region = $7)
), near AS (SELECT * FROM all_near WHERE state NOT IN ('cancelled', 'joined'))
SELECT count(*) AS programs, count(*) FILTER (WHERE NOT covered) AS uncovered_programs,
       coalesce(sum(held.sessions), 0) AS sessions, coalesce(sum(held.uncovered), 0) AS uncovered_sessions,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('state', state, 'programs', programs) ORDER BY state), '[]')
        FROM (SELECT state, count(*) AS programs FROM all_near GROUP BY state) AS counted) AS states,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('source', source, 'programs', programs, 'amount', amount)
                                  ORDER BY source), '[]')
        FROM (SELECT source, count(*) AS programs, coalesce(sum(amount), 0) AS amount
              FROM program_funding JOIN near ON near.id = program_id GROUP BY source) AS paid) AS funding,
       count(*) FILTER (WHERE NOT EXISTS (SELECT FROM program_funding WHERE program_id = near.id)) AS without_funding
FROM near
CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM authorisation WHERE program_id = near.id AND in_force && days)
                    AS covered) AS carried
CROSS JOIN LATERAL (
    SELECT count(*) AS sessions, count(*) FILTER (WHERE NOT EXISTS (
        SELECT FROM authorisation a WHERE a.program_id = near.id AND a.in_force @> s.held_on)) AS uncovered
    FROM session s WHERE s.program_id = near.id AND s.retracted_at IS NULL
) AS held
"""


@use_case(*OFFICES, scope=anywhere, changes=False)
async def show_coverage(work: Work, query: ShowCoverage) -> ProgramCoverage:
    """The counts within what the actor may read."""
    reach = work.actor.reach(OFFICES)
    row = await work.connection.fetchrow(
        _COVERAGE,
        *(work.now, query.fiscal_year, reach.nation, reach.facilities, reach.regions),
        *(query.facility, query.region),
    )
    lists = {name: json.loads(row[name]) for name in ("states", "funding")}
    return ProgramCoverage(**{**row, **lists}, fiscal_year=query.fiscal_year)
