"""Pages of recipients: their addresses and habits."""

from services.notifications.contacts.pages.address import router as address
from services.notifications.contacts.pages.habits import router as habits

routers = (habits, address)
