"""The machinery of signatures: bytes, keys and certificates, and no database.

`freezing` makes a printed paper ready, `appending` adds a signature, `acceptance` judges it, `sealing` ends
with the evidence for the archive, `checking` looks at any file. Who signs what and when stands in
`documents.services.signing`, which is what apps above call.
"""
