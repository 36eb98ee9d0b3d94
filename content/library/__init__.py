"""Reads and writes folders of cases, policies and background fact sets, and the vocabulary.

Owns the order in which several are taken, what an upgrade may touch, and the
resolver that rendering asks. Does not own the rows: each capability writes its own.
Entry points: ``services`` (validate_folder, import_folder, import_folders,
export_case, export_policy, export_background), ``shipped.load_shipped``,
``kinds.kind_of``, ``resolver.LibraryResolver``.
"""
