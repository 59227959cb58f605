"""Workspaces and the people in them."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from leadline.foundation.keys import Key
from leadline.foundation.refusals import NotAllowed, Stale
from leadline.workspaces.models.base import Record
from leadline.workspaces.rights import OWNER, Right


def hashed(secret: str) -> str:
    """How tokens and links are kept: only their SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str = "", password: str | None = None) -> "User":
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who can sign in; may be a member of several workspaces."""

    class Scheme(models.TextChoices):
        SYSTEM = "system", "As the device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    id = Key()
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    scheme = models.CharField(max_length=10, choices=Scheme.choices, default=Scheme.SYSTEM)
    language = models.CharField(max_length=10, default="en")
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    is_staff = False
    is_superuser = False

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_has_one_email"),
        ]

    def __str__(self) -> str:
        return self.name or self.email.partition("@")[0]

    def has_usable_sign_in(self) -> bool:
        return self.has_usable_password()


class Workspace(models.Model):
    """One organisation's data."""

    id = Key()
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="UTC")
    currency = models.CharField(max_length=3, default="EUR")
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    purge_began_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    def today(self, now: datetime) -> date:
        """The date it is in the workspace's own time zone."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def set(self, **values: str) -> None:
        """Save the named fields on top of the loaded version; raises `StaleWorkspace`."""
        mine = Workspace.objects.filter(pk=self.pk, version=self.version)
        if not mine.update(version=self.version + 1, **values):
            raise StaleWorkspace(self)
        self.refresh_from_db()


class StaleWorkspace(Stale):
    """Somebody else saved the settings in the meantime."""

    def __init__(self, workspace: Workspace) -> None:
        self.row = workspace
        super().__init__(remedy="Compare both texts and save again.", field="version")


class Role(Record):
    """A named set of rights."""

    name = models.CharField(max_length=60)
    rights: Any = models.JSONField(default=list)
    is_built_in = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workspace", Lower("name"), name="roles_have_names", condition=Q(trashed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_owner(self) -> bool:
        return self.is_built_in and self.name == OWNER

    @property
    def right_set(self) -> frozenset[Right]:
        return frozenset(Right) if self.is_owner else frozenset(map(Right, self.rights))

    @property
    def allowed(self) -> tuple[Right, ...]:
        """The same in the order in which rights are listed."""
        return tuple(right for right in Right if right in self.right_set)


class Member(Record):
    """A person in a workspace."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    last_seen_on = models.DateField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="a_person_is_a_member_once"),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def name(self) -> str:
        return str(self.user)

    @cached_property
    def rights(self) -> frozenset[Right]:
        """What this member may do here and now; a token narrows it."""
        return self.role.right_set & self._narrowed

    def note_visit(self, now: datetime) -> None:
        """Keep the day of the last visit, which is no edit and makes no version."""
        today = self.workspace.today(now)
        if self.last_seen_on != today:
            type(self)._base_manager.filter(pk=self.pk).update(last_seen_on=today)

    _narrowed: frozenset[Right] = frozenset(Right)
    token: "ApiToken | None" = None

    def through(self, token: "ApiToken") -> "Member":
        """This member acting through a token: never more than either allows."""
        self._narrowed, self.token = token.right_set, token
        self.__dict__.pop("rights", None)
        return self

    def may(self, right: Right) -> bool:
        return right in self.rights

    def must(self, right: Right) -> None:
        """Raise `NotAllowed` unless this member has the right."""
        if not self.may(right):
            raise NotAllowed(
                f"This takes the right “{right.meaning.lower()}”.",
                remedy="Ask an owner of the workspace for another role.",
            )

    def must_have(self, rights: Iterable[Right]) -> None:
        """Raise `NotAllowed` for granting what one does not have oneself."""
        for right in rights:
            self.must(right)


class Invitation(Record):
    """An offer of a role to whoever holds an e-mail address; the secret is kept as a hash."""

    travels = False

    email = models.EmailField(max_length=254)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    inviter = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workspace", Lower("email"), name="one_open_invitation_an_address",
                condition=Q(trashed_at=None, accepted_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.email

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.trashed_at is None and now < self.expires_at


class ApiToken(Record):
    """A secret with which a program acts as its owner, within its scopes."""

    travels = False

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    rights: Any = models.JSONField(default=list)
    secret_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    expires_on = models.DateField(null=True)
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def right_set(self) -> frozenset[Right]:
        return frozenset(map(Right, self.rights))

    def note_use(self, now: datetime) -> None:
        """Keep the day of the last use, which is no edit and makes no version."""
        today = self.workspace.today(now)
        if self.last_used_on != today:
            type(self)._base_manager.filter(pk=self.pk).update(last_used_on=today)

    def has_run_out(self, now: datetime) -> bool:
        """A token works through the whole of its last day."""
        return self.expires_on is not None and self.expires_on < self.workspace.today(now)


class SignInLink(models.Model):
    """A link that signs a person in once, printed to the operator's own terminal."""

    id = Key()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
