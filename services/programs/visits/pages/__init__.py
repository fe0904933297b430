"""Pages of visits: lists, the request and its answer, the record, tasks, and adoptions."""

from services.programs.visits.pages.adopting import router as adopting
from services.programs.visits.pages.adoptions import router as adoptions
from services.programs.visits.pages.answering import router as answering
from services.programs.visits.pages.cancelling import router as cancelling
from services.programs.visits.pages.checking import router as checking
from services.programs.visits.pages.completing import router as completing
from services.programs.visits.pages.listing import router as listing
from services.programs.visits.pages.recording import router as recording
from services.programs.visits.pages.registering import router as registering
from services.programs.visits.pages.requesting import router as requesting
from services.programs.visits.pages.showing import router as showing

# `/kunjungan/baru`, `/kunjungan/pencatatan` and `/kunjungan/replikasi` come before `/kunjungan/{id}`.
routers = (
    listing,
    adoptions,
    requesting,
    registering,
    showing,
    answering,
    cancelling,
    recording,
    completing,
    adopting,
    checking,
)
