"""The workbook of a plan: written from the plain plan, and read back into it."""
