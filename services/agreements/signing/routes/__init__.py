"""The routes of signing: numbers, signatures, the plan, and the ends of an unsigned agreement."""

from services.agreements.signing.routes.ends import router as ends
from services.agreements.signing.routes.numbers import router as numbers
from services.agreements.signing.routes.signatures import router as signatures

routers = (signatures, numbers, ends)
