"""The rows of what is made of the work: the documents that were asked for."""

from reports.models.job import DocumentAsk, DocumentJob, JobState

__all__ = ["DocumentAsk", "DocumentJob", "JobState"]
