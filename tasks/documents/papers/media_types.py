"""The media types of documents, as mail and web name them (IANA)."""

_OFFICE = "application/vnd.openxmlformats-officedocument"

WORD = f"{_OFFICE}.wordprocessingml.document"
EXCEL = f"{_OFFICE}.spreadsheetml.sheet"
POWERPOINT = f"{_OFFICE}.presentationml.presentation"
PDF = "application/pdf"
PNG = "image/png"
PLAIN_TEXT = "text/plain; charset=utf-8"
