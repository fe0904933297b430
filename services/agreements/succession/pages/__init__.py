"""Pages of succession: drafting an extension, and ending an agreement early."""

from services.agreements.succession.pages.extending import router as extending
from services.agreements.succession.pages.terminating import router as terminating

routers = (extending, terminating)
