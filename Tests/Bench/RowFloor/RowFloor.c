#include "RowFloor.h"

#include <postgresql/libpq-fe.h>

long row_floor_discard(const char *conninfo, const char *query) {
  PGconn *connection = PQconnectdb(conninfo);
  long rows = 0;
  if (PQstatus(connection) != CONNECTION_OK || !PQsendQuery(connection, query) || !PQsetSingleRowMode(connection)) rows = -1;
  for (PGresult *result; rows >= 0 && (result = PQgetResult(connection)); PQclear(result))
    if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) rows++;
  PQfinish(connection);
  return rows;
}
