"""Pages of transfers: those of a facility, one with its answer, and proposing one."""

from services.programs.transfers.pages.answering import router as answering
from services.programs.transfers.pages.listing import router as listing
from services.programs.transfers.pages.proposing import router as proposing

routers = (proposing, listing, answering)
