"""Database and files together, as one file that any of our databases can take in.

A backup is a tar archive: `manifest.json` first, then one JSON-lines member per table, then the files that
the rows name. Rows are written in one transaction that sees the database as of one moment; a file is never
changed once a row names it, so that both are of that moment. With a passphrase the archive is sealed piece
by piece (libsodium's secretstream), so that a cut or changed one cannot be restored in part.
"""
