#ifndef CSYSTEM_CHILD_PROCESS_H
#define CSYSTEM_CHILD_PROCESS_H
#include <sys/types.h>

/// Starts a program with default signals in a new session. Descriptors 0, 1 and 2 are the three given; `directory` (or -1) becomes descriptor 3;
/// everything else is closed. Returns 0 or an errno value.
int csystem_start_child(
  pid_t *pid, const char *path, char *const arguments[], char *const environment[], int input, int output, int errors, int directory);
#endif
