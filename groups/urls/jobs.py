from django.urls import path

from groups.views import jobs

urlpatterns = [
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/file/", jobs.job_file, name="job_file"),
]
