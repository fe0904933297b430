"""Pages of authorisations: joining two programs of one kind, and the tasks of the directorate general."""

from services.programs.authorisations.pages.joining import router as joining
from services.programs.authorisations.pages.tasks import router as tasks

routers = (joining, tasks)
