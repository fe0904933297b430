"""Pages of review: submitting, verdicts, reopening and withdrawing."""

from services.agreements.review.pages.awaited import router as awaited
from services.agreements.review.pages.ends import router as ends
from services.agreements.review.pages.round import router as round_
from services.agreements.review.pages.submitting import router as submitting
from services.agreements.review.pages.verdict import router as verdict

routers = (submitting, verdict, round_, awaited, ends)
