"""Pages of signing: signatures, document numbers, the planned day, refusals and cancellations."""

from services.agreements.signing.pages.ends import router as ends
from services.agreements.signing.pages.numbering import router as numbering
from services.agreements.signing.pages.planning import router as planning
from services.agreements.signing.pages.signature import router as signature

routers = (signature, numbering, planning, ends)
