import json

import pytest
from babel.messages.catalog import Catalog
from django.core.management import CommandError, call_command

from emulation import catalogues
from emulation.extraction import Text, Unreadable, texts_in, texts_under


@pytest.fixture
def own_catalogue(tmp_path, monkeypatch):
    """An empty catalogue in a folder of the test's own."""
    path = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    monkeypatch.setattr(catalogues, "VIETNAMESE", path)
    return path


@pytest.fixture
def sources(monkeypatch):
    """What the command finds in the site; a test adds to it."""
    found = []
    monkeypatch.setattr("emulation.management.commands.translations.texts_of_the_site", lambda: iter(found))
    return found


def found(text):
    return [(text.context, text.singular, text.plural) for text in text]


def test_python_texts_are_found_with_contexts_and_plurals():
    python = """
_("Plain")
gettext_lazy("Lazy " "in two pieces")
pgettext_lazy("a month", "May")
ngettext("%(n)s member", "%(n)s members", n)
npgettext("people", "one", "many", n)
f(_("Inner") % {"name": _("Innermost")})
"""
    assert found(texts_in(python, "x.py")) == [
        ("", "Plain", ""),
        ("", "Lazy in two pieces", ""),
        ("a month", "May", ""),
        ("", "%(n)s member", "%(n)s members"),
        ("people", "one", "many"),
        ("", "Inner", ""),
        ("", "Innermost", ""),
    ]


def test_template_texts_are_found_with_contexts_and_plurals(tmp_path):
    (tmp_path / "page.html").write_text(
        """
  <h1>{% translate "It's a title" %}</h1>
      {% translate 'May' context "a month" as month %}
   {% card title=_("A card") %}
  {% blocktranslate trimmed count n=members|length %}
     {{ n }} member
  {% plural %}
     {{ n }} members
  {% endblocktranslate %}
{# translators or not: not a text #}
 {% blocktranslate trimmed with name=a.name %}
        Of “{{ name }}”,
        100% sure
 {% endblocktranslate %} {{ "not this"|upper }} {{ _("Given")|upper }}
"""
    )

    assert found(texts_under(tmp_path, "*.html")) == [
        ("", "It's a title", ""),
        ("a month", "May", ""),
        ("", "A card", ""),
        ("", "%(n)s member", "%(n)s members"),
        ("", "Of “%(name)s”, 100%% sure", ""),
        ("", "Given", ""),
    ]


def test_a_source_that_does_not_parse_is_named(tmp_path):
    (tmp_path / "page.html").write_text("{% blocktranslate %}{% if x %}{% endif %}{% endblocktranslate %}")

    with pytest.raises(Unreadable, match=r"page\.html"):
        list(texts_under(tmp_path, "*.html"))


def test_filling_translates_texts_with_and_without_context(own_catalogue, sources, tmp_path):
    sources += [
        Text("May", "", "", "a.py"),
        Text("May", "", "a month", "a.py"),
        Text("%(n)s day", "%(n)s days", "", "a.py"),
    ]
    (tmp_path / "new.json").write_text(
        json.dumps({"May": "Được", "a month\x04May": "Tha\u0301ng Năm", "%(n)s day": "%(n)s ngày"})
    )

    call_command("translations", "fill", tmp_path / "new.json")

    catalog = catalogues.read(own_catalogue)
    assert list(catalogues.faults(catalog)) == []
    assert catalog.get("May").string == "Được"
    assert catalog.get("May", "a month").string == "Tháng Năm"
    assert catalog.get("%(n)s day").string == ("%(n)s ngày",)
    assert own_catalogue.with_suffix(".mo").exists()


def test_filling_what_the_site_does_not_say_is_refused_by_name_and_the_rest_is_kept(
    own_catalogue, sources, tmp_path
):
    sources.append(Text("Save", "", "", "a.py"))
    (tmp_path / "new.json").write_text(json.dumps({"Sav": "Ghi", "Save": "Lưu"}))

    with pytest.raises(CommandError, match=r"Sav$"):
        call_command("translations", "fill", tmp_path / "new.json")

    assert catalogues.read(own_catalogue).get("Save").string == "Lưu"


def test_updating_keeps_translations_and_drops_what_is_no_longer_used(own_catalogue, sources, tmp_path):
    sources += [
        Text("Save", "", "", "a.py"),
        Text("Old", "", "", "a.py"),
        Text("%(n)s day", "%(n)s days", "", "a.py"),
    ]
    (tmp_path / "new.json").write_text(json.dumps({"Save": "Lưu", "Old": "Cũ", "%(n)s day": "%(n)s ngày"}))
    call_command("translations", "fill", tmp_path / "new.json")
    sources[1] = Text("New", "", "", "b.html")

    call_command("translations", "update")

    catalog = catalogues.read(own_catalogue)
    assert catalogues.keys(catalog) == {"Save", "New", "%(n)s day"}
    assert catalog.get("%(n)s day").string == ("%(n)s ngày",)
    assert catalogues.untranslated(catalog) == {"New": ""}
    assert catalog.get("Save").string == "Lưu"


def test_checking_fails_on_new_texts_and_on_unused_ones(own_catalogue, sources, tmp_path):
    sources.append(Text("Save", "", "", "a.py"))
    (tmp_path / "new.json").write_text(json.dumps({"Save": "Lưu"}))
    call_command("translations", "fill", tmp_path / "new.json")
    call_command("translations", "check")
    sources[0] = Text("Save all", "", "", "a.py")

    with pytest.raises(CommandError) as failure:
        call_command("translations", "check")

    assert str(failure.value) == "not translated: Save all\nno longer used: Save"


@pytest.mark.parametrize(
    ("source", "words", "fault"),
    [
        ("Save", "", "not translated"),
        ("Save", "  ", "not translated"),
        ("%(n)s of %(all)s", "%(all)s, %(n)s", None),
        ("%(n)s of %(all)s", "%(n)s", "other placeholders"),
        ("%(n)s left", "%(m)s còn", "other placeholders"),
        ("{name} left", "{ten} còn", "other placeholders"),
        ("%d%% done", "xong %d%%", None),
        (("one member", "%(n)s members"), "%(n)s thành viên", None),
        (("%(n)s member", "%(n)s members"), "thành viên", "other placeholders"),
        ("May", "Tha\u0301ng", "not in NFC"),
        ("to ", "đến", "other line ends"),
    ],
)
def test_faults_of_a_translation_are_named(source, words, fault):
    catalog = Catalog(locale="vi")
    catalog.add(source, (words,) if isinstance(source, tuple) else words)

    faults = list(catalogues.faults(catalog))

    assert [line.startswith(fault) for line in faults] == [True] if fault else faults == []
