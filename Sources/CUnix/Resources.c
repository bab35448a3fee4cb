#define _GNU_SOURCE
#include "Resources.h"

#include <sys/resource.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void cs_memory_trim(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

void cs_thread_give_way(void) { setpriority(PRIO_PROCESS, (id_t)gettid(), 5); }
