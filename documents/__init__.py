"""Paper: rendering, numbers, the archive of issued papers, verification. Knows nothing of blocs or awards."""
