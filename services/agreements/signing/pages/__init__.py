"""Pages of signing: signatures and their voiding, numbers, the plan, and the ends of an unsigned agreement."""

from services.agreements.signing.pages.ends import router as ends
from services.agreements.signing.pages.numbering import router as numbering
from services.agreements.signing.pages.planning import router as planning
from services.agreements.signing.pages.replacing import router as replacing
from services.agreements.signing.pages.reserving import router as reserving
from services.agreements.signing.pages.signature import router as signature
from services.agreements.signing.pages.voiding import router as voiding

# `/perjanjian/penandatanganan` comes before `/perjanjian/{id}`.
routers = (reserving, signature, voiding, numbering, replacing, planning, ends)
