"""An evaluation with its findings, and the answers of the facilities."""
