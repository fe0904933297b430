"""Pages of measures: their definitions, participation, replication."""

from services.programs.measures.pages.measures import router as measures

routers = (measures,)
