"""What the documents ask of the rest: reading them from rows, queueing them, issuing them."""
