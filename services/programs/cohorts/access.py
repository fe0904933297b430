"""Rights to record sessions of a cohort, to read the cohort, and to read the pseudonyms in it."""

from typing import Protocol
from uuid import UUID

from services.programs.cohorts.model.cohort import CohortNotFound
from services.programs.cohorts.model.enrolment import EnrolmentNotFound
from services.programs.program.access import RECORDERS
from services.programs.program.model.columns import scope_of
from shared.access import Actor, Work
from shared.access.actor import OutOfScope
from shared.values.capabilities import Scope


class AboutCohort(Protocol):
    """A command or query about one cohort."""

    @property
    def cohort_id(self) -> UUID:
        """Which cohort."""


async def scope_to_change(work: Work, command: AboutCohort) -> Scope:
    """The facility that runs the cohort's program. Raises `CohortNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, query: AboutCohort) -> Scope:
    """The facility and region of the cohort's program, and the partners of this cohort. Raises `CohortNotFound`."""
    row = await work.connection.fetchrow(
        """SELECT facility_id, region,
                  ARRAY(SELECT partner_id FROM cohort_partner WHERE cohort_id = cohort.id) AS partners
           FROM cohort JOIN program ON program.id = program_id WHERE cohort.id = $1""",
        query.cohort_id,
    )
    if row is None:
        raise CohortNotFound(id=query.cohort_id)
    return scope_of(row)


class AboutEnrolment(Protocol):
    """A command about one enrolment."""

    @property
    def enrolment_id(self) -> UUID:
        """Which enrolment."""


async def scope_to_end(work: Work, command: AboutEnrolment) -> Scope:
    """The facility that runs the program of an enrolment. Raises `EnrolmentNotFound`."""
    facility_id = await work.connection.fetchval(
        """SELECT facility_id FROM enrolment JOIN cohort ON cohort.id = cohort_id
           JOIN program ON program.id = program_id WHERE enrolment.id = $1""",
        command.enrolment_id,
    )
    if facility_id is None:
        raise EnrolmentNotFound(id=command.enrolment_id)
    return Scope(facilities=frozenset({facility_id}))


def may_read_pseudonyms(actor: Actor, facility_id: UUID) -> bool:
    """Whether the actor runs programs at this very facility; every other reader gets counts."""
    # Not by `grant.covers`: a grant for the nation covers every facility.
    return any(
        grant.capability in RECORDERS and grant.scope_kind == "facility" and grant.unit == str(facility_id)
        for grant in actor.grants
    )


async def scope_to_name(work: Work, command: AboutCohort) -> Scope:
    """The facility of the cohort, for its own officers alone. Raises `CohortNotFound` or `OutOfScope`."""
    scope = await scope_to_change(work, command)
    require_own_officer(work.actor, scope)
    return scope


def require_own_officer(actor: Actor, scope: Scope) -> None:
    """Raise `OutOfScope` for those above the facility of `scope`, who are never given names."""
    (facility_id,) = scope.facilities
    if not (actor.system or may_read_pseudonyms(actor, facility_id)):
        raise OutOfScope
