"""Pages of the register: partners, positions, our own units and fields."""

from services.agreements.register.pages.assigning import router as assigning
from services.agreements.register.pages.closing import router as closing
from services.agreements.register.pages.describing import router as describing
from services.agreements.register.pages.duplicates import router as duplicates
from services.agreements.register.pages.ending import router as ending
from services.agreements.register.pages.facts import router as facts
from services.agreements.register.pages.fields import router as fields
from services.agreements.register.pages.founding import router as founding
from services.agreements.register.pages.headships import router as headships
from services.agreements.register.pages.master_data import router as master_data
from services.agreements.register.pages.merging import router as merging
from services.agreements.register.pages.own_units import router as own_units
from services.agreements.register.pages.partners import router as partners
from services.agreements.register.pages.periods import router as periods
from services.agreements.register.pages.positions import router as positions
from services.agreements.register.pages.renaming import router as renaming
from services.agreements.register.pages.reversing import router as reversing

# The pairs before a partner, and the founding before a unit, whose ids the words in their addresses would be taken for.
routers = (
    duplicates,
    partners,
    renaming,
    describing,
    merging,
    reversing,
    closing,
    positions,
    assigning,
    headships,
    ending,
    master_data,
    fields,
    founding,
    own_units,
    facts,
    periods,
)
