from django.urls import URLPattern, path

from lifecycle.views import review_answers, review_for_others, reviews

HERE = "g/<uuid:group_id>/what-changed/"
ONE = f"{HERE}reviews/<uuid:review_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, reviews.what_changed, name="what_changed"),
    path(f"{HERE}talk-it-through/", reviews.discussion_sheet, name="discussion_sheet"),
    path(f"{HERE}after-sessions/", reviews.pulses, name="pulses"),
    path(f"{HERE}our-questions/", reviews.own_questions, name="own_questions"),
    path(
        f"{HERE}our-questions/<uuid:own_question_id>/put-away/",
        reviews.own_question_retire,
        name="own_question_retire",
    ),
    path(f"{HERE}reviews/open/", reviews.review_open, name="review_open"),
    path(
        f"{HERE}in-the-open/<uuid:open_answer_id>/take-back/",
        review_answers.open_answer_take_back,
        name="open_answer_take_back",
    ),
    path(ONE, review_answers.review, name="review"),
    path(f"{ONE}<int:step>/", review_answers.review_step, name="review_step"),
    path(f"{ONE}all/", review_answers.review_all, name="review_all"),
    path(f"{ONE}send/", review_answers.review_send, name="review_send"),
    path(f"{ONE}forget/", review_answers.review_forget, name="review_forget"),
    path(f"{ONE}in-the-open/", review_answers.review_in_the_open, name="review_in_the_open"),
    path(f"{ONE}close/", reviews.review_seal, name="review_seal"),
    path(f"{ONE}results/", reviews.review_results, name="review_results"),
    path(f"{ONE}words/", reviews.review_words, name="review_words"),
    path(f"{ONE}words/<uuid:theme_id>/remove/", reviews.theme_remove, name="theme_remove"),
    path(f"{ONE}by-hand/", review_for_others.review_by_hand, name="review_by_hand"),
    path(f"{ONE}by-hand/<uuid:member_id>/", review_for_others.review_for, name="review_for"),
    path(f"{ONE}by-hand/<uuid:member_id>/print/", review_for_others.review_paper, name="review_paper"),
    path(
        "helping/<uuid:helper_id>/reviews/<uuid:review_id>/",
        review_for_others.helping_review,
        name="helping_review",
    ),
    path("answer-a-review/", review_for_others.review_code, name="review_code"),
    path("answer-a-review/questions/", review_for_others.review_with_code, name="review_with_code"),
]
