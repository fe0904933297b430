"""The routes of succession: extensions, mergers and parts, addenda, corrections, terminations."""

from services.agreements.succession.routes.addenda import router as addenda
from services.agreements.succession.routes.amending import router as amending
from services.agreements.succession.routes.correcting import router as correcting
from services.agreements.succession.routes.expiring import router as expiring
from services.agreements.succession.routes.extending import router as extending
from services.agreements.succession.routes.joining import router as joining
from services.agreements.succession.routes.terminating import router as terminating

routers = (extending, expiring, joining, amending, addenda, correcting, terminating)
