"""Pages of imports: sending a table, its rows by outcome, correcting, accepting and withdrawing them."""

from services.agreements.imports.pages.accepting import router as accepting
from services.agreements.imports.pages.correcting import router as correcting
from services.agreements.imports.pages.files import router as files
from services.agreements.imports.pages.listing import router as listing
from services.agreements.imports.pages.sending import router as sending
from services.agreements.imports.pages.showing import router as showing
from services.agreements.imports.pages.withdrawing import router as withdrawing

routers = (listing, sending, showing, files, correcting, accepting, withdrawing)
