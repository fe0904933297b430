"""The page of the programs that open at ceremonies."""

from services.programs.ceremonies.pages.listing import router as listing

routers = (listing,)
