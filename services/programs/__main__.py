"""`python -m services.programs api|worker`."""

import sys

from services.programs import bootstrap
from shared.processes.process import run

run("programs", bootstrap, sys.argv[1:])
