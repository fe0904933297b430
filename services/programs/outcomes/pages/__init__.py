"""Pages of outcomes: recording products and performances, their list, each one, and the sums of facilities."""

from services.programs.outcomes.pages.correcting import router as correcting
from services.programs.outcomes.pages.deciding import router as deciding
from services.programs.outcomes.pages.listing import router as listing
from services.programs.outcomes.pages.recording import router as recording
from services.programs.outcomes.pages.retracting import router as retracting
from services.programs.outcomes.pages.showing import router as showing
from services.programs.outcomes.pages.yields import router as yields

# `/hasil/upt` comes before `/hasil/{id}`.
routers = (yields, listing, recording, showing, correcting, retracting, deciding)
