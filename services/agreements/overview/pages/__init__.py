"""The pages of one agreement, of its units and its scope where these are many, and of one meeting."""

from services.agreements.overview.pages.meeting import router as meeting
from services.agreements.overview.pages.scope import router as scope
from services.agreements.overview.pages.showing import router as showing
from services.agreements.overview.pages.units import router as units

routers = (meeting, showing, units, scope)
