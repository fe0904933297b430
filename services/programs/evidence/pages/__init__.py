"""Pages of evidence: the files of a session, filing one, reading one, and erasing its content."""

from services.programs.evidence.pages.filing import router as filing
from services.programs.evidence.pages.listing import router as listing

routers = (filing, listing)
