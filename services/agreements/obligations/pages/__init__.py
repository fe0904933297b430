"""Pages of obligations: those of an agreement, and one with its dues and deliveries."""

from services.agreements.obligations.pages.listing import router as listing
from services.agreements.obligations.pages.showing import router as showing

routers = (listing, showing)
