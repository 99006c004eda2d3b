"""The season file, emulation-season/1, as JSON or as a workbook: reading, checking, comparing and writing it.

Nothing here asks the database. A file becomes cells that know their place (json_file, workbook), the cells
become records (reading), the records are checked as a whole (checking) and compared with what is already
there (planning). Saving is blocs.services.imports, taking out is blocs.selectors.exports.
"""
