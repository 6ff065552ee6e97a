"""What Spanish wording says: numbers, percentages, dates, oficios, sessions, sums.

Strings in, values with their place in the string out. Free wording is read; where a text cannot be
told, nothing is returned, and no check speaks. No database and no clock.
"""
