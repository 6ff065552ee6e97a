"""Plain values: arithmetic, sentences, checks and the snapshot. Nothing here asks the database."""
