"""Pages of succession: drafting an extension, merging and splitting, and ending an agreement early."""

from services.agreements.succession.pages.extending import router as extending
from services.agreements.succession.pages.merging import router as merging
from services.agreements.succession.pages.splitting import router as splitting
from services.agreements.succession.pages.terminating import router as terminating

routers = (extending, merging, splitting, terminating)
