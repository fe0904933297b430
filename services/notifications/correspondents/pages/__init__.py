"""Pages of correspondents for their keepers, and the page of a link for whoever holds its secret."""

from services.notifications.correspondents.pages.correspondents import router as correspondents
from services.notifications.correspondents.pages.links import router as links

routers = (correspondents, links)
