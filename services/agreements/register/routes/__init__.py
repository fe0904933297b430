"""The register's routes: units with their facts, fields, partners and positions."""

from services.agreements.register.routes.duplicates import router as duplicates
from services.agreements.register.routes.ends import router as ends
from services.agreements.register.routes.facts import router as facts
from services.agreements.register.routes.fields import router as fields
from services.agreements.register.routes.particulars import router as particulars
from services.agreements.register.routes.partners import router as partners
from services.agreements.register.routes.positions import router as positions
from services.agreements.register.routes.units import router as units

routers = (units, facts, fields, partners, particulars, ends, duplicates, positions)
