"""`python -m services.notifications api|worker`."""

import sys

from services.notifications import bootstrap
from shared.web.process import run

run("notifications", bootstrap, sys.argv[1:])
