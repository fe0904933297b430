"""Meetings: attendance by position, decisions, action items until they are completed; no files, no invitations."""
