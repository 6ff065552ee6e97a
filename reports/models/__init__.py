"""What was made of the work and is kept: the documents that were issued, and their files."""

from reports.models.issued import IssuedFile, IssuedReport

__all__ = ["IssuedFile", "IssuedReport"]
