"""How every form looks: FORM_RENDERER in the settings points here, so plain Django forms need no code of their own."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
