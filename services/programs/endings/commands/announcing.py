"""The fields that the events about decisions have in common."""

from datetime import date

from services.programs.authorisations.commands.event_parts import partners
from services.programs.program.commands.announcing import EventFields, event_fields
from services.programs.program.model.program import Program
from shared.access import Work
from shared.contracts.parts import PartnerRef
from shared.values.capabilities import ScopeKind


class DecisionFields(EventFields):
    """The fields that every event about a decision has."""

    decided_by: ScopeKind
    agencies: tuple[PartnerRef, ...]


def decision_fields(work: Work, program: Program, on: date) -> DecisionFields:
    """The fields of an event about a decision; the agencies have a promise in the program, in force or ended."""
    agencies = {agency.id: agency for each in program.authorisations for agency in each.agencies}
    return DecisionFields(
        **event_fields(program, on), decided_by=decided_by(work), agencies=partners(agencies.values())
    )


def decided_by(work: Work) -> ScopeKind:
    """From where the actor decides: the facility, or an office above it."""
    return work.actor.used.scope_kind if work.actor.used else "facility"
