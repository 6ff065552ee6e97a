"""What the pages of `reports` show, from what `programs` selected."""
