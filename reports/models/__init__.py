"""The rows of what is made of the work: what was asked for, and what was issued with its files."""

from reports.models.issued import IssuedFile, IssuedReport
from reports.models.job import DocumentAsk, DocumentJob, JobState

__all__ = ["DocumentAsk", "DocumentJob", "IssuedFile", "IssuedReport", "JobState"]
