"""Papers for offices: Word documents from templates that officials edit, and the same text as PDF/A, with QR codes.

The package knows no agreement. A template is foreign code, so it runs in a sandbox in a process of its own.
"""
