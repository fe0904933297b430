"""Pages of recognitions: the list, the partners to recognise, one with its decision, and those of a partner."""

from services.agreements.recognitions.pages.listing import router as listing
from services.agreements.recognitions.pages.proposing import router as proposing
from services.agreements.recognitions.pages.showing import router as showing

routers = (listing, proposing, showing)
