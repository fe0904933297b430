"""`python -m services.agreements api|worker`."""

import sys

from services.agreements import bootstrap
from shared.web.process import run

run("agreements", bootstrap, sys.argv[1:])
