"""A page with two texts that save by themselves, to try the save queue apart from the rest."""
