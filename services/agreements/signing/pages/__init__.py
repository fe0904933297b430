"""Pages of signing: signatures, document numbers, and the planned day."""

from services.agreements.signing.pages.numbering import router as numbering
from services.agreements.signing.pages.planning import router as planning
from services.agreements.signing.pages.signature import router as signature

routers = (signature, numbering, planning)
