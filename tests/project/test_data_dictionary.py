"""The data dictionary says what the models say."""

from pathlib import Path

from documents import append_only, data_dictionary

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data.md"


def test_the_page_is_as_the_models_are():
    assert PAGE.read_text(encoding="utf-8") == data_dictionary.written(), (
        "run: python manage.py data_dictionary"
    )


def test_whatever_the_database_keeps_from_change_is_named():
    for table in append_only.TABLES:
        assert f"Table `{table}`. Rows stay." in data_dictionary.written()
