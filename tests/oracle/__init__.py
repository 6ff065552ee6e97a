"""A second computation of every figure that the product shows and prints.

`shapes`, `rows`, `months`, `numerals`, `quantities`, `verdicts`, `sentences`, `lineas`, `totals`,
`debts` and `papers` import nothing of the product (`test_independence.py`): SQL, fractions and
dates. Their rules are those of the domain document, `docs/estados.md`, `docs/glosario.md` and the
issue of step 5; where none of them settles a detail, the module says what was read in the product
instead. The modules `beside_*` ask the product, and `tally` counts what was compared.
"""
