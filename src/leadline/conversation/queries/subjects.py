"""Which records there is something to say about, and whether a member may see one."""

from uuid import UUID

from leadline.conversation.models import Comment
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import NotFound
from leadline.workspaces import records
from leadline.workspaces.models import Member, Record


def has_page(kind: str) -> bool:
    """Whether records of a kind have a page of their own, and so activity and watchers."""
    model = records.row_models().get(kind)
    return model is not None and issubclass(model, Record) and model.page_url is not Record.page_url  # fmt: skip


def subject_of(member: Member, kind: str, record_id: UUID) -> Record:
    """A record with a page of its own, from the trash too; `NotFound` for all else."""
    if not has_page(kind) or kind == Comment.kind():
        raise NotFound
    return _found(records.model_of(kind), record_id)


def comment_of(member: Member, comment_id: UUID) -> Comment:
    """A comment that stands."""
    found: Comment | None = (
        Comment.objects.select_related("author__user", "workspace").filter(pk=comment_id).first()
    )
    if found is None:
        raise NotFound
    return found


def comments_of(
    member: Member, subject: Record, after: str = "", limit: int = PAGE
) -> "Slice[Comment]":
    """What was said about a record, newest first."""
    return page_of(Comment.objects.filter(subject_id=subject.id), ["-id"], after, limit)


def _found(model: type[Record], record_id: UUID) -> Record:
    needed = [f.name for f in model._meta.concrete_fields if f.is_relation and not f.null]
    found: Record | None = (
        model.with_trash.select_related(*needed).filter(pk=record_id).first()
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found
