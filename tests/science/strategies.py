"""Histories and work for property tests."""

from hypothesis import strategies as st

from leadline_science.forecasting import NO_DRIFT, Drift, Throughput

counts = st.lists(st.integers(0, 9), min_size=2, max_size=14).filter(any)
histories = st.builds(Throughput.of, counts)
drifts = st.sampled_from([NO_DRIFT, Drift(0.1), Drift(0.25), Drift(0.6)])


def varied(history: Throughput) -> bool:
    """Whether a forecast without drift accepts it."""
    return len(set(history.values)) > 1
