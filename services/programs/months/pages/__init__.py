"""Pages of months: one month of all facilities, the months of one facility, and closing a month."""

from services.programs.months.pages.closing import router as closing
from services.programs.months.pages.listing import router as listing

routers = (listing, closing)
