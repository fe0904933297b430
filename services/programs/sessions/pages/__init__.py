"""Pages of sessions: recording them with attendance, the lists, one session, its correction, and cancellations."""

from services.programs.sessions.pages.cancelling import router as cancelling
from services.programs.sessions.pages.correcting import router as correcting
from services.programs.sessions.pages.listing import router as listing
from services.programs.sessions.pages.open_session import router as open_session
from services.programs.sessions.pages.recording import router as recording
from services.programs.sessions.pages.retracting import router as retracting
from services.programs.sessions.pages.showing import router as showing

routers = (recording, open_session, cancelling, listing, showing, correcting, retracting)
