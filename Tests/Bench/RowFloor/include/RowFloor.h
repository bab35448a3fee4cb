// The floor that streaming is measured against: the smallest program that reads rows with libpq in single-row mode.
#ifndef ROW_FLOOR_H
#define ROW_FLOOR_H

// Runs the query and throws its rows away; the number of rows, or -1.
long row_floor_discard(const char *conninfo, const char *query);

// Milliseconds from sending the query to so many of its rows; negative on an error.
double row_floor_first(const char *conninfo, const char *query, long count);

#endif
