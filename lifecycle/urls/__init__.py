from lifecycle.urls import asks, bringing, commitments, cycles, overview, public, reports, reviews, words

urlpatterns = [
    *commitments.urlpatterns,
    *asks.urlpatterns,
    *words.urlpatterns,
    *cycles.urlpatterns,
    *reviews.urlpatterns,
    *reports.urlpatterns,
    *overview.urlpatterns,
    *public.urlpatterns,
    *bringing.urlpatterns,
]
