"""An app with one migration that waits to be applied, for processes that the tests start."""
