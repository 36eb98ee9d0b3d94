"""The one path from Markdown to sanitised HTML; the caller hands in what resolves references."""
