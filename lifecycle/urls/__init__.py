from lifecycle.urls import (
    asks,
    bringing,
    by_link,
    commitments,
    cycles,
    overview,
    public,
    reports,
    reviews,
    sessions,
    words,
)

urlpatterns = [
    *commitments.urlpatterns,
    *asks.urlpatterns,
    *words.urlpatterns,
    *sessions.urlpatterns,
    *cycles.urlpatterns,
    *reviews.urlpatterns,
    *reports.urlpatterns,
    *overview.urlpatterns,
    *public.urlpatterns,
    *bringing.urlpatterns,
    *by_link.urlpatterns,
]
