"""short/1: a few typed words, compared with lists that each language keeps."""
