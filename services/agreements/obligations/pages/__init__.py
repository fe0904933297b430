"""Pages of obligations: those of an agreement, the ledger, and one with its dues and deliveries."""

from services.agreements.obligations.pages.ledger import router as ledger
from services.agreements.obligations.pages.listing import router as listing
from services.agreements.obligations.pages.showing import router as showing

routers = (listing, ledger, showing)
