"""Opening and completing evaluations, correcting them, and noting what facilities answer."""
