"""What follows: the jobs that events ask for, done on the spot."""

from leadline.foundation import jobs
from leadline.foundation.models import Job
from tests.world import World


def done(world: World) -> None:
    """Do every job that is due, and fail where one did."""
    while job := jobs.do_next(world.now, "the test"):
        job.refresh_from_db()
        assert not job.trouble, job.trouble
    assert not Job.objects.exclude(trouble="").exists()
