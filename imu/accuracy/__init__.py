"""How good the counter and its metrics are on simulated sessions whose truth is exact."""
