"""Made-up activity: a program under one item of an agreement in force, and its sessions."""

from datetime import date, timedelta
from random import Random

from deploy.load.ids import id_at
from deploy.load.made import Made, MadeProgram
from services.agreements.agreement.commands.announcing import about
from shared.contracts.agreements import FirstActivityRecorded
from shared.contracts.parts import Activity
from shared.values.terms import moment_of

NOT_RUNNING, DORMANT = 20, 10
"""One of so many agreements in force has no activity, or none for long."""
SESSIONS = 2


def carry_out(made: Made, random: Random, nth: int, today: date) -> None:
    """Hold sessions under an agreement that was in force; the first one is announced."""
    agreement, days = made.agreement, made.agreement.in_force
    if days is None or nth % NOT_RUNNING == 0 or days.in_force_from >= today or not agreement.runs_at:
        return
    until = min(agreement.ended_on or today, days.in_force_until or today, today)
    last = max(days.in_force_from, until - timedelta(days=120 if nth % DORMANT == 1 else random.randrange(80)))
    held = sorted({max(days.in_force_from, last - timedelta(days=30 * back)) for back in range(SESSIONS)})
    item = agreement.scope_items[0]
    program = MadeProgram(
        id=id_at(made.at, random),
        facility_id=agreement.runs_at[0].id,
        scope_item_id=item.id,
        name=f"Program Contoh {item.field_name}",
        fiscal_year=held[0].year,
        sessions=tuple((id_at(made.at, random), day) for day in held),
    )
    made.programs.append(program)
    made.first_activity_at = max(made.at, moment_of(held[0], agreement.zone, made.at))
    made.emit(
        lambda: FirstActivityRecorded(
            **about(agreement),
            scope_item_id=item.id,
            activity=Activity(kind="session", id=program.sessions[0][0], program_id=program.id),
            occurred_on=held[0],
        ),
        made.first_activity_at,
        moment_of(held[0], agreement.zone, made.first_activity_at),
    )
