"""Agreements: who agreed what with whom, from the first meeting to the successor; not what is done in the programs."""
