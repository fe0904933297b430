"""Pages of agreements: the list, drafting, registering one of the past, and the history."""

from services.agreements.agreement.pages.changing import router as changing
from services.agreements.agreement.pages.drafting import router as drafting
from services.agreements.agreement.pages.history import router as history
from services.agreements.agreement.pages.listing import router as listing
from services.agreements.agreement.pages.registering import router as registering

routers = (listing, drafting, registering, changing, history)
