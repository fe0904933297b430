"""Papers that offices need, as Word and PDF: agreements, addenda, minutes, letters and the papers of ceremonies.

The room decides nothing: it writes what is on record in other rooms into templates that the directorate general may
change. A signed paper is filed in `documents`.
"""
