"""Use cases of sheets: opening one, entering marks, recording the session, discarding the sheet."""
