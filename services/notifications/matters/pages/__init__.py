"""Pages of matters: the search, and the history of one."""

from services.notifications.matters.pages.history import router as history
from services.notifications.matters.pages.listing import router as listing

routers = (listing, history)
