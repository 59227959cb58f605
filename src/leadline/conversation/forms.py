"""What may be sent in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.conversation.operations.comments import LONGEST
from leadline.foundation.forms import Form


class CommentForm(Form):
    """What somebody says."""

    body = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("The comment is empty. Write something.")},
    )
