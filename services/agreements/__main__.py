"""`python -m services.agreements api|worker`."""

import sys

from services.agreements import bootstrap
from shared.processes.process import run

run("agreements", bootstrap, sys.argv[1:])
