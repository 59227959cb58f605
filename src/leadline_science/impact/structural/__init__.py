"""A local level with regression, drawn by Gibbs; priors averaged, intervals recalibrated on the past."""
