"""Views of the learner's pages, by page; `urls` lists them."""
