"""Forms of what is made of the work."""
