"""The register's routes: units, partners and positions."""

from services.agreements.register.routes.partners import router as partners
from services.agreements.register.routes.positions import router as positions
from services.agreements.register.routes.units import router as units

routers = (units, partners, positions)
