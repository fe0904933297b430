"""Pages of proposals: the list, one proposal, recording, completing, answering and including it in an agreement."""

from services.agreements.proposals.pages.answering import router as answering
from services.agreements.proposals.pages.including import router as including
from services.agreements.proposals.pages.listing import router as listing
from services.agreements.proposals.pages.recording import router as recording
from services.agreements.proposals.pages.showing import router as showing

# `/proposal/baru` comes before `/proposal/{id}`.
routers = (listing, recording, answering, including, showing)
