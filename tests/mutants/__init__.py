"""Change one small thing in the code and see whether the tests near it notice (`make mutants`)."""
