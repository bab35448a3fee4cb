#define _GNU_SOURCE
#include "ChildProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

enum { child_descriptors = 4 };

// Copies above the numbers the child uses, so that putting one in place never overwrites another.
static int lift(const int from[], int to[]) {
  for (int i = 0; i < child_descriptors; i++) to[i] = -1;
  for (int i = 0; i < child_descriptors; i++) {
    if (from[i] < 0) continue;
    to[i] = fcntl(from[i], F_DUPFD_CLOEXEC, child_descriptors);
    if (to[i] < 0) return errno;
  }
  return 0;
}

static int set_attributes(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  int error = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  if (error == 0) error = posix_spawnattr_setsigmask(attributes, &none);
  if (error == 0) error = posix_spawnattr_setsigdefault(attributes, &all);
  return error;
}

static int set_actions(posix_spawn_file_actions_t *actions, const int lifted[]) {
  int error = 0, last = 2;
  for (int i = 0; i < child_descriptors && error == 0; i++) {
    if (lifted[i] < 0) continue;
    error = posix_spawn_file_actions_adddup2(actions, lifted[i], i);
    if (i > last) last = i;
  }
  if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(actions, last + 1);
  // PostgreSQL's programs change to their start directory and back: it must be open to every account.
  if (error == 0) error = posix_spawn_file_actions_addchdir_np(actions, "/");
  return error;
}

int csystem_start_child(
  pid_t *pid, const char *path, char *const arguments[], char *const environment[], int input, int output, int errors, int directory) {
  const int given[child_descriptors] = {input, output, errors, directory};
  int lifted[child_descriptors];
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  int error = posix_spawnattr_init(&attributes);
  if (error != 0) return error;
  error = posix_spawn_file_actions_init(&actions);
  if (error == 0) {
    error = lift(given, lifted);
    if (error == 0) error = set_attributes(&attributes);
    if (error == 0) error = set_actions(&actions, lifted);
    if (error == 0) error = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
    for (int i = 0; i < child_descriptors; i++)
      if (lifted[i] >= 0) close(lifted[i]);
    posix_spawn_file_actions_destroy(&actions);
  }
  posix_spawnattr_destroy(&attributes);
  return error;
}
