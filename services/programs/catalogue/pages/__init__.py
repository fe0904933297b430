"""Pages of the catalogue: its practices, one of them whole, its versions, and the forms to publish."""

from services.programs.catalogue.pages.catalogue import router as catalogue
from services.programs.catalogue.pages.publishing import router as publishing

# `/program/katalog/baru` and `/program/katalog/khas` come before `/program/katalog/{code}`.
routers = (publishing, catalogue)
