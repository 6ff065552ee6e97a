"""Plain values of what is issued: its payload, and what one changes of another. No database."""
