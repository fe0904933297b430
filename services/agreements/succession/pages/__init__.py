"""Pages of succession: extending, merging and splitting, addenda, errata, and ending an agreement early."""

from services.agreements.succession.pages.addenda import router as addenda
from services.agreements.succession.pages.addendum import router as addendum
from services.agreements.succession.pages.correcting import router as correcting
from services.agreements.succession.pages.expiring import router as expiring
from services.agreements.succession.pages.extending import router as extending
from services.agreements.succession.pages.merging import router as merging
from services.agreements.succession.pages.reviewing_addendum import router as reviewing_addendum
from services.agreements.succession.pages.splitting import router as splitting
from services.agreements.succession.pages.terminating import router as terminating

routers = (extending, expiring, merging, splitting, addenda, addendum, reviewing_addendum, correcting, terminating)
