"""Rows into values: what every page and document reads in the same way."""
