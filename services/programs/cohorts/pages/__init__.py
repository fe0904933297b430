"""Pages of cohorts: one cohort, starting one, admitting participants, ending an enrolment, correcting its end."""

from services.programs.cohorts.pages.admitting import router as admitting
from services.programs.cohorts.pages.correcting import router as correcting
from services.programs.cohorts.pages.ending import router as ending
from services.programs.cohorts.pages.showing import router as showing
from services.programs.cohorts.pages.starting import router as starting

routers = (starting, showing, admitting, ending, correcting)
