from django.urls import URLPattern, path

from lifecycle.views import reviews

HERE = "g/<uuid:group_id>/what-changed/"
ONE = f"{HERE}reviews/<uuid:review_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, reviews.what_changed, name="what_changed"),
    path(f"{HERE}talk-it-through/", reviews.discussion_sheet, name="discussion_sheet"),
    path(f"{HERE}reviews/open/", reviews.review_open, name="review_open"),
    path(ONE, reviews.review, name="review"),
    path(f"{ONE}close/", reviews.review_seal, name="review_seal"),
]
