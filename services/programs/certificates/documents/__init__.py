"""The shipped template of a certificate, as a Word document."""
