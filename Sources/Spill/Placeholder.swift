// Spill
