"""Pages of evaluations: the list, a new one, one with its findings, its end, and its earlier editions."""

from services.agreements.evaluations.pages.edition import router as edition
from services.agreements.evaluations.pages.listing import router as listing
from services.agreements.evaluations.pages.showing import router as showing

routers = (listing, showing, edition)
