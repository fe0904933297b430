"""Reports of programs under each scope item, and the first activity under an agreement."""
