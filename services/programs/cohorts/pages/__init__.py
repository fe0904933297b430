"""Pages of cohorts: one cohort, starting and completing one, admitting, ending an enrolment and correcting its end."""

from services.programs.cohorts.pages.admitting import router as admitting
from services.programs.cohorts.pages.completing import router as completing
from services.programs.cohorts.pages.correcting import router as correcting
from services.programs.cohorts.pages.ending import router as ending
from services.programs.cohorts.pages.showing import router as showing
from services.programs.cohorts.pages.starting import router as starting

routers = (starting, showing, admitting, ending, correcting, completing)
