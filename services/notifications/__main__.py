"""`python -m services.notifications api|worker|sender|webhooks`."""

import sys

from services.notifications import bootstrap
from shared.processes.process import run

run("notifications", bootstrap, sys.argv[1:], ("api", "worker", "sender", "webhooks"))
