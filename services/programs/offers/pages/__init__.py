"""Pages of offers: the list, and one offer with the answers."""

from services.programs.offers.pages.answering import router as answering
from services.programs.offers.pages.listing import router as listing

routers = (listing, answering)
