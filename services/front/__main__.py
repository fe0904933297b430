"""`python -m services.front api`."""

import sys

from services.front import bootstrap
from shared.processes.process import run

run("front", bootstrap, sys.argv[1:], kinds=("api",))
