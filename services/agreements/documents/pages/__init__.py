"""Pages of files: the list, filing one, checking it, erasing it, and the agreements without paper."""

from services.agreements.documents.pages.checking import router as checking
from services.agreements.documents.pages.erasing import router as erasing
from services.agreements.documents.pages.filing import router as filing
from services.agreements.documents.pages.listing import router as listing
from services.agreements.documents.pages.missing import router as missing
from services.agreements.documents.pages.showing import router as showing

# `…/dokumen/baru` comes before `…/dokumen/{id}`.
routers = (missing, listing, filing, showing, checking, erasing)
