"""The rows of what is made of the work: documents that were asked for, and those issued."""

from reports.models.issued import IssuedFile, IssuedReport
from reports.models.job import DocumentAsk, DocumentJob, JobState

__all__ = ["DocumentAsk", "DocumentJob", "IssuedFile", "IssuedReport", "JobState"]
