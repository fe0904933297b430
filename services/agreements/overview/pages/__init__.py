"""The page of one agreement, and those of its units and its scope where these are many."""

from services.agreements.overview.pages.scope import router as scope
from services.agreements.overview.pages.showing import router as showing
from services.agreements.overview.pages.units import router as units

routers = (showing, units, scope)
