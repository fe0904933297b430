"""Pages of agreements: the list and its search, drafting, registering one of the past, and the history."""

from services.agreements.agreement.pages.changing import router as changing
from services.agreements.agreement.pages.drafting import router as drafting
from services.agreements.agreement.pages.history import router as history
from services.agreements.agreement.pages.listing import router as listing
from services.agreements.agreement.pages.registering import router as registering
from services.agreements.agreement.pages.searching import router as searching

routers = (listing, searching, drafting, registering, changing, history)
