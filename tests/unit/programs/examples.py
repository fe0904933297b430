"""Example values of the programs service, with invented units; each can be varied by its fields."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.programs.authorisations.model import Commitment, Item
from services.programs.catalogue.model.template import Template
from services.programs.program.model.parts import Authorisation, Facility, Opening, Organisation, ProgramPlan
from services.programs.program.model.program import Program
from services.programs.sessions.model.session import Session, SessionFacts

FACILITY = Facility(UUID(int=1), "Lapas Contoh Utara", "JATENG", "Asia/Jakarta")
AGENCY = Organisation(UUID(int=2), "Dinas Lingkungan Hidup Contoh")
AGREEMENT, SUCCESSOR = UUID(int=11), UUID(int=12)
START, END = date(2026, 3, 1), date(2031, 2, 28)


def stage(**fields: Any) -> dict[str, Any]:
    return {"title": {"id": "Dasar", "en": "Basics"}, "sessions": 4, "minutes": 90} | fields


def template(**fields: Any) -> Template:
    values: dict[str, Any] = {
        "code": "composting",
        "version": 1,
        "title": {"id": "Pengomposan", "en": "Composting"},
        "category": "skill_training",
        "fields": ["environment"],
        "method": {"id": "Praktik", "en": "Practice"},
        "stages": [stage()],
        "minimum_attendance": 75,
        "certificate": "none",
        "source": {"id": "Laporan kegiatan", "en": "A report"},
    }
    return Template.model_validate(values | fields)


def authorisation(item: int = 31, **fields: Any) -> Authorisation:
    return replace(Authorisation(AGREEMENT, AGREEMENT, UUID(int=item), (AGENCY,), START, until=END), **fields)


def commitment(**fields: Any) -> Commitment:
    item = Item(
        id=UUID(int=31),
        field="environment",
        field_name="lingkungan hidup",
        description="Pengelolaan sampah",
        function="coaching",
        pillar="independence",
        agencies=(AGENCY,),
    )
    return replace(Commitment(AGREEMENT, AGREEMENT, (item,), START, END), **fields)


def planned_program(**fields: Any) -> Program:
    practice = template()
    plan = ProgramPlan(
        facility=FACILITY,
        template=practice.edition,
        template_sessions=practice.sessions,
        title=practice.title,
        name="Bank sampah blok timur",
        pillar="independence",
        fiscal_year=2026,
        line_id=AGREEMENT,
        authorisations=(authorisation(**fields),),
    )
    return Program.plan(plan, on=date(2026, 2, 5))


def open_program(**fields: Any) -> Program:
    program = planned_program(**fields)
    program.open(Opening(opened_on=date(2026, 3, 2), capacity=30), today=date(2026, 3, 2))
    return program


def session_facts(**fields: Any) -> SessionFacts:
    return replace(SessionFacts(date(2026, 3, 9), None, 90, "class", "Pengomposan", ()), **fields)


def session(**fields: Any) -> Session:
    return replace(Session(UUID(int=51), UUID(int=52), UUID(int=53), session_facts(), ()), **fields)
