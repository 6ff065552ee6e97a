"""Hechos: what a quarter counts, each with a name and a date. Plain values, nothing is asked."""
