"""The page of reminders; what concerns one agreement is included in its page."""

from services.agreements.vigilance.pages.listing import router as listing

routers = (listing,)
