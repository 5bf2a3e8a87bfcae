from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from groups.access import for_anyone
from groups.actions.display import speak
from groups.models import Person


@for_anyone
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """The language of pages on this device and, for someone signed in, of the messages they get."""
    asked = request.POST.get("language", "")
    if request.user.is_authenticated and asked in dict(settings.LANGUAGES):
        for person in Person.objects.filter(account=request.user):
            speak(person, asked, by=person)
    return set_language(request)
