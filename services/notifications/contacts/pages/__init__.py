"""Pages of recipients: their addresses and habits."""

from services.notifications.contacts.pages.address import router as address
from services.notifications.contacts.pages.habits import router as habits
from services.notifications.contacts.pages.refused import router as refused

routers = (habits, refused, address)
