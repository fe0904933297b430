"""The routes of the measures.

GET /measures
GET /measures/participation
GET /measures/replication
"""

from typing import Annotated

from fastapi import APIRouter, Query

from services.programs.measures.queries.definitions import ListMeasures, MeasureDefinition, list_measures
from services.programs.measures.queries.participation import (
    ParticipationMeasure,
    ShowParticipation,
    show_participation,
)
from services.programs.measures.queries.replication import ReplicationMeasure, ShowReplication, show_replication
from services.programs.months.model.month import MONTH_PATTERN, Month
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["measures"])
From = Annotated[str | None, Query(alias="from", pattern=MONTH_PATTERN, description="the first month, YYYY-MM")]
Until = Annotated[str | None, Query(pattern=MONTH_PATTERN, description="the last month, YYYY-MM")]
Region = Annotated[str | None, Query(min_length=1, max_length=20, description="code of a region: its facilities")]


@router.get("/measures", summary="Daftar ukuran / list measures")
async def list_definitions(work: CurrentWork) -> list[MeasureDefinition]:
    """The measures that this service counts: numerator, denominator, source and limits."""
    return await list_measures(work, ListMeasures())


@router.get("/measures/participation", summary="Ukuran partisipasi / measure participation")
async def show_participation_measure(
    work: CurrentWork, from_: From = None, until: Until = None, region: Region = None
) -> ParticipationMeasure:
    """How many different persons took part, by region or facility. Small numbers are null."""
    return await show_participation(work, ShowParticipation(_month(from_), _month(until), region))


@router.get("/measures/replication", summary="Ukuran replikasi / measure replication")
async def show_replication_measure(
    work: CurrentWork, from_: From = None, until: Until = None, region: Region = None
) -> ReplicationMeasure:
    """How many plans of study visits were found running after six months, by region or facility of the guest."""
    return await show_replication(work, ShowReplication(_month(from_), _month(until), region))


def _month(written: str | None) -> Month | None:
    return Month.read(written) if written else None
