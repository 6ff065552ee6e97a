"""Keeping what is stored: its backup and the way back, what lies about, what is missing."""
