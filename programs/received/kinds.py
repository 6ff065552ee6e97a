"""The kinds of document that are received, and the limits that all of them share."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_DOCUMENT = "El archivo no es PDF, Word ni Excel. Guárdelo en uno de esos formatos."
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
PIECE = 256 * 1024
