"""Item statistics, rollups and exports."""
