"""Every form is dressed by the one renderer: label, hint, error and summary, tied together for everyone."""

from datetime import UTC, date, datetime, time

from django import forms


class Thought(forms.Form):
    words = forms.CharField(label="Your thought", help_text="One or two sentences.", widget=forms.Textarea)
    heard_by = forms.ChoiceField(
        label="Who can read it", choices=[("all", "Everyone"), ("lived", "Some")], widget=forms.RadioSelect
    )
    link = forms.URLField(label="A link", required=False)
    agreed = forms.BooleanField(label="I checked the names")
    step = forms.CharField(widget=forms.HiddenInput, initial="1")

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("link") == "https://no.example":
            raise forms.ValidationError("That link cannot be shared.")
        return self.cleaned_data


def shown(**answers: str) -> str:
    return str(Thought(answers or None))


def test_an_untouched_form_has_no_summary_and_ties_its_hint_to_the_box():
    page = shown()
    assert "There is a problem" not in page
    assert 'for="id_words"' in page
    assert 'id="id_words_helptext"' in page
    assert 'aria-describedby="id_words_helptext"' in page


def test_the_summary_links_to_each_field_that_needs_mending():
    page = shown(words="", step="1")
    assert 'role="alert"' in page
    assert 'href="#id_words"' in page
    assert 'href="#id_heard_by_0"' in page
    assert 'id="id_heard_by_0"' in page
    assert 'href="#id_agreed"' in page


def test_an_error_is_read_with_its_box():
    page = shown(words="", step="1")
    assert 'id="id_words_error"' in page
    assert 'aria-describedby="id_words_helptext id_words_error"' in page
    assert 'aria-invalid="true"' in page


def test_an_error_about_the_whole_form_stands_in_the_summary():
    page = shown(words="Hi", heard_by="all", agreed="on", step="1", link="https://no.example")
    assert page.index("There is a problem") < page.index("That link cannot be shared.")


def test_what_was_typed_is_kept():
    page = shown(words="Still <here>", heard_by="lived")
    assert "Still &lt;here&gt;" in page
    assert 'value="lived" class="nhsuk-radios__input" required id="id_heard_by_1" checked' in page


def test_choices_stand_in_a_fieldset_with_their_question():
    page = shown()
    assert "<fieldset" in page
    assert page.index("<legend") < page.index("Who can read it") < page.index('type="radio"')


def test_what_may_be_left_out_says_so():
    page = shown()
    assert page.count("(you can leave this out)") == 1
    assert page.index("A link") < page.index("(you can leave this out)")


def test_hidden_fields_stay_bare():
    assert '<input type="hidden" name="step" value="1" id="id_step">' in shown()


class Plan(forms.Form):
    on = forms.DateField()
    starts = forms.TimeField()
    opens = forms.DateTimeField()


def test_days_and_times_get_the_browsers_own_boxes_filled_as_they_wish():
    opens = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
    page = str(Plan(initial={"on": date(2026, 12, 3), "starts": time(14, 5), "opens": opens}))
    assert 'type="date" name="on" value="2026-12-03"' in page
    assert 'type="time" name="starts" value="14:05"' in page
    assert 'type="datetime-local" name="opens" value="2026-12-03T14:00"' in page


def test_what_those_boxes_send_is_understood():
    form = Plan({"on": "2026-12-03", "starts": "14:05", "opens": "2026-07-03T14:00"})
    assert form.is_valid()
    assert form.cleaned_data["opens"] == datetime(2026, 7, 3, 13, 0, tzinfo=UTC)
