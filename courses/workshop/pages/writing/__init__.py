"""What the pages of writing and translating show.

`beside.beside_of` gives the preview and the notes of the lints for any text in Markdown, for
other editors too; `pause.asks_first` the choice before something intense.
"""
