"""Offices, facilities, fields, partners with their agencies, and the positions of accounts."""
