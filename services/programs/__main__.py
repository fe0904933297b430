"""`python -m services.programs api|worker`."""

import sys

from services.programs import bootstrap
from shared.web.process import run

run("programs", bootstrap, sys.argv[1:])
