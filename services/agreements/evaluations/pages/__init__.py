"""Pages of evaluations: the list, a new one, one with its findings, and its end."""

from services.agreements.evaluations.pages.listing import router as listing
from services.agreements.evaluations.pages.showing import router as showing

routers = (listing, showing)
