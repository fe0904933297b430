"""One word for one thing: no public name uses a synonym that docs/glossary.md rejects."""
