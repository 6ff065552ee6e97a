"""The review of what an área handed in: what waits, the printed sheet, and the verdict."""
