"""Pages of the catalogue: its practices, and one of them."""

from services.programs.catalogue.pages.catalogue import router as catalogue

routers = (catalogue,)
