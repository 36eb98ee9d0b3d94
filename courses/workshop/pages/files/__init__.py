"""What the pages of bringing and taking files say."""
