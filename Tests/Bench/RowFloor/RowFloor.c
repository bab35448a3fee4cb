#include "RowFloor.h"

#include <postgresql/libpq-fe.h>
#include <time.h>

long row_floor_discard(const char *conninfo, const char *query) {
  PGconn *connection = PQconnectdb(conninfo);
  long rows = 0;
  if (PQstatus(connection) != CONNECTION_OK || !PQsendQuery(connection, query) || !PQsetSingleRowMode(connection)) rows = -1;
  for (PGresult *result; rows >= 0 && (result = PQgetResult(connection)); PQclear(result))
    if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) rows++;
  PQfinish(connection);
  return rows;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

double row_floor_first(const char *conninfo, const char *query, long count) {
  PGconn *connection = PQconnectdb(conninfo);
  double start = now();
  double first = -1;
  if (PQstatus(connection) == CONNECTION_OK && PQsendQuery(connection, query) && PQsetSingleRowMode(connection)) {
    for (PGresult *result; count > 0 && (result = PQgetResult(connection)); PQclear(result))
      if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) count--;
    if (count == 0) first = now() - start;
  }
  PQfinish(connection);
  return first;
}
