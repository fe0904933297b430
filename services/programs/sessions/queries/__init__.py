"""Reads of sessions, and of those that were cancelled.

Only those who record sessions of the facility read the marks of participants; others get counts. A partner's contact
reads the sessions held while an authorisation of that partner was in force, the items of that partner among those that
a session fulfils, and an instructor only if the partner or its agencies sent that one.
"""
