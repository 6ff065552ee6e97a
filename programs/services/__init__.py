"""Writes that touch several tables: one callable, one transaction."""
