"""Pages of ceremonies: the list, the preparation, the desk, the signature for all, closing, and the order to print."""

from services.agreements.ceremonies.pages.changing import router as changing
from services.agreements.ceremonies.pages.closing import router as closing
from services.agreements.ceremonies.pages.desk import router as desk
from services.agreements.ceremonies.pages.enlisting import router as enlisting
from services.agreements.ceremonies.pages.for_all import router as for_all
from services.agreements.ceremonies.pages.listing import router as listing
from services.agreements.ceremonies.pages.numbering import router as numbering
from services.agreements.ceremonies.pages.opening_programs import router as opening_programs
from services.agreements.ceremonies.pages.preparing import router as preparing
from services.agreements.ceremonies.pages.showing import router as showing
from services.agreements.ceremonies.pages.starting import router as starting

# `/seremoni/baru` comes before `/seremoni/{id}`.
routers = (
    listing,
    preparing,
    showing,
    changing,
    enlisting,
    opening_programs,
    numbering,
    starting,
    for_all,
    desk,
    closing,
)
