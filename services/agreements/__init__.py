"""Agreements between facilities and partners, from the first meeting to the successor; without their programs."""
