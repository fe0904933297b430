"""GET /reminders
GET /reminders/counts
GET /agreements/{id}/reminders
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.agreements.register.model.units import REGION_CODE
from services.agreements.vigilance import queries
from services.agreements.vigilance.model import ReminderKind
from services.agreements.vigilance.queries import AgreementReminders, ReminderCount, ReminderSummary
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["vigilance"])
Region = Annotated[str | None, Query(pattern=REGION_CODE, description="Only agreements that a unit of it keeps.")]


@router.get("/reminders", summary="Pengingat / list open reminders")
async def list_reminders(
    work: CurrentWork, page: PageParameters, kind: ReminderKind = "coming_end", region: Region = None
) -> Page[ReminderSummary]:
    """Agreements that end soon, whose planned day of signing is over, or under which nothing is delivered.

    The earliest day comes first.
    """
    return await queries.list_reminders(work, queries.ListReminders(kind, region, page))


@router.get("/reminders/counts", summary="Jumlah pengingat / count open reminders")
async def count_reminders(work: CurrentWork, region: Region = None) -> list[ReminderCount]:
    """By regional office, or in one region by the unit that keeps the agreements."""
    return await queries.count_reminders(work, queries.CountReminders(region))


@router.get("/agreements/{agreement_id}/reminders", summary="Pengingat perjanjian / show the reminders of an agreement")
async def show_reminders(work: CurrentWork, agreement_id: UUID) -> AgreementReminders:
    """The newest rung before the end of an agreement, a day of signing that is over, and a time without activity.

    The next reminder follows the working days as far as they are known.
    """
    return await queries.show_reminders(work, queries.ShowReminders(agreement_id))
