"""Pages of the decisions about a program: suspending, resuming and ending it."""

from services.programs.endings.pages.ending import router as ending
from services.programs.endings.pages.suspending import router as suspending

routers = (suspending, ending)
