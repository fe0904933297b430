"""Papers that offices need, as Word and PDF: agreements, minutes, invitations and cover letters, from templates.

The room decides nothing: it writes what is on record in other rooms into templates that the directorate general may
change. A signed paper is filed in `documents`.
"""
