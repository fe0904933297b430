"""Use cases of the corrections database: taking the file of a day, and giving out that of a month."""
