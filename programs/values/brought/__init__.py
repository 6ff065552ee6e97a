"""An informe that somebody brings to a quarter: which línea is which, and what of it is written."""
