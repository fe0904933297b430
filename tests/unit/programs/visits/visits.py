"""Visits between two invented facilities, for the tests of their rules."""

from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

from services.programs.catalogue.model.template import TemplateVersion
from services.programs.program.model.parts import Facility
from services.programs.visits.model.adoption import Adoption, Practice, VisitProgram
from services.programs.visits.model.parts import Exchange, Inspection, NewTask, Topic, VisitRecord
from services.programs.visits.model.visit import Visit, VisitPlan
from shared.values.reported_days import ReportedDay
from shared.values.texts import Text

HOST = Facility(UUID(int=1), "Lapas Contoh Utara", "JATENG", "Asia/Jakarta")
GUEST = Facility(UUID(int=2), "Rutan Contoh Selatan", "JATENG", "Asia/Jakarta")
REHABILITATION, FARM, OWN = UUID(int=31), UUID(int=32), UUID(int=41)
ASKED, AGREED, TODAY = date(2025, 11, 3), date(2025, 11, 28), date(2025, 12, 1)
HORTICULTURE = Practice(TemplateVersion(code="horticulture", version=2), Text("Hortikultura", "Horticulture"))
TOPICS = (Topic(title="Rehabilitasi"), Topic(title="Ketahanan pangan"))
TASK = NewTask(task="Membahas peluang kerja sama", owner="guest", due_on=date(2026, 1, 31))


def plan(**fields: Any) -> VisitPlan:
    return replace(VisitPlan(HOST, GUEST, TOPICS, AGREED, time(9), "CONTOH-1"), **fields)


def requested() -> Visit:
    return Visit.request(plan(), ASKED)


def agreed() -> Visit:
    visit = requested()
    visit.agree(AGREED, time(9), ((REHABILITATION,), (FARM,)), {REHABILITATION, FARM}, ASKED)
    return visit


def record(day: ReportedDay | None = None) -> VisitRecord:
    exact = ReportedDay(edtf="2025-11-28", earliest=AGREED, latest=AGREED, certain=True)
    return VisitRecord(
        held=day or exact,
        started_at=time(9),
        exchanged=(Exchange(given_by="host", kind="mechanism", title="Rehabilitasi berbasis komunitas"),),
        inspections=(Inspection(site="Lahan pertanian", findings="Terawat.", program_id=FARM),),
    )


def held(day: ReportedDay | None = None) -> Visit:
    visit = agreed()
    visit.hold(record(day), (TASK,), {FARM})
    return visit


def adoption(**fields: Any) -> Adoption:
    return replace(Adoption(UUID(int=51), HORTICULTURE, FARM, TODAY, date(2026, 3, 31)), **fields)


def program(id_: UUID, facility: Facility, code: str = "horticulture") -> VisitProgram:
    return VisitProgram(id_, facility.id, replace(HORTICULTURE, version=TemplateVersion(code=code, version=1)))


def adopting() -> Visit:
    visit = held()
    visit.adopt(adoption(), TODAY)
    return visit
