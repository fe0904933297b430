"""Sheets: attendance that arrives in lines, from a request, a table or a printed list, until it is a session."""
