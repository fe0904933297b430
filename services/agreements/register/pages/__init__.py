"""Pages of the register: partners and positions."""

from services.agreements.register.pages.assigning import router as assigning
from services.agreements.register.pages.ending import router as ending
from services.agreements.register.pages.partners import router as partners
from services.agreements.register.pages.positions import router as positions

routers = (partners, positions, assigning, ending)
