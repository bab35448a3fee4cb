#define _GNU_SOURCE
#include "EventDescriptor.h"

#include <errno.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int cs_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void cs_eventfd_signal(int fd) {
  int saved = errno;
  uint64_t one = 1;
  ssize_t written = write(fd, &one, sizeof one);
  (void)written;
  errno = saved;
}

void cs_eventfd_clear(int fd) {
  uint64_t count;
  ssize_t got = read(fd, &count, sizeof count);
  (void)got;
}
