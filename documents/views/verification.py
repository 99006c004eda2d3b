from django.http import HttpRequest, HttpResponse


def verify(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def paper(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse()
