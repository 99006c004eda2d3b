"""The search over everything that one sees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blocs.forms.lists import SearchForm
from blocs.selectors import search as reading
from blocs.views.access import me
from emulation.text import search_words


def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET or None)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    groups = reading.everything(me(request), query)
    context = {
        "form": form,
        "query": query if search_words(query) else "",
        "groups": groups,
        "total": sum(group.total for group in groups),
    }
    return render(request, "blocs/search.html", context)
