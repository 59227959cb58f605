"""Series and what moved with them, in rows."""

from dataclasses import dataclass

from leadline_science.checks import Floats


@dataclass(frozen=True)
class Seen:
    """`series`, shape (series, time), and `controls`, shape (series, time, control)."""

    series: Floats
    controls: Floats

    def until(self, time: int) -> "Seen":
        """All before `time`."""
        return Seen(self.series[:, :time], self.controls[:, :time])
