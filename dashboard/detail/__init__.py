"""The detail layer, for whoever sits in front of it: curves, tables, balance, signal."""

from dashboard.detail.panel import DetailPanel

__all__ = ["DetailPanel"]
