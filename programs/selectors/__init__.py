"""What the reading pages need, in a fixed number of queries, as plain values.

One module a subject. Chains begin at `visible_to`: a view passes the row that the person may reach
and the person, and gets values from which the template prints without asking the database again.
Líneas come from `programs.reading.lines`, whatever the page.
"""
